using Microsoft.Build.Utilities;

namespace PipelineGuard.MSBuild.Tests;

/// <summary>The task by itself; what it does in a build is tested with the packed package.</summary>
public sealed class CheckDockerfileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Shows_a_finding_at_its_line_and_says_what_to_do()
    {
        _folder.Write("Dockerfile", "# base\n\nFROM debian\n");

        var (lines, task) = Run();

        Assert.Contains(lines, line => line.StartsWith($"warning PGD007 {_folder.Path}/Dockerfile(3,1): Base image 'debian' is not pinned. ", StringComparison.Ordinal));
        Assert.Equal("Warn", task.Verdict);
        Assert.False(task.WasUpToDate);
        Assert.True(File.Exists(Sarif));
    }

    [Fact]
    public void Shows_the_same_again_when_nothing_changed()
    {
        _folder.Write("Dockerfile", "FROM debian\n");
        var first = Run();

        var second = Run();

        Assert.True(second.Task.WasUpToDate);
        Assert.Equal(first.Task.Verdict, second.Task.Verdict);
        Assert.Equal(Shown(first.Lines), Shown(second.Lines));
    }

    public static TheoryData<string, string> Changes => new()
    {
        { "Dockerfile", "FROM debian:12.5\nUSER 1000\n" },
        { ".pipelineguard.yml", "version: 1\nwarn: off\n" },
        { ".hadolint.yaml", "ignored: [DL3006]\n" },
        { ".dockerignore", "*\n" },
        { "sub/new-file.txt", "in the context" },
        { "node_modules/one.js", "a folder whose name counts" },
    };

    [Theory, MemberData(nameof(Changes))]
    public void Looks_again_when_something_changed_that_counts(string file, string text)
    {
        _folder.Write("Dockerfile", "FROM debian\nCOPY . .\n");
        Run();
        _folder.Write(file, text);

        Assert.False(Run().Task.WasUpToDate);
        Assert.True(Run().Task.WasUpToDate);
    }

    [Theory]
    [InlineData("obj/x.cache")]
    [InlineData("bin/Debug/app.dll")]
    [InlineData(".git/index")]
    public void Does_not_look_again_for_what_every_build_changes(string file)
    {
        _folder.Write("Dockerfile", "FROM debian\nCOPY . .\n");
        _folder.Write(".git/HEAD", "ref: refs/heads/main");
        Run();
        _folder.Write(file, "new");

        Assert.True(Run().Task.WasUpToDate);
    }

    [Fact]
    public void Looks_again_when_its_report_is_gone_or_its_notes_are_damaged()
    {
        _folder.Write("Dockerfile", "FROM debian\n");
        Run();
        File.Delete(Sarif);
        Assert.False(Run().Task.WasUpToDate);

        File.WriteAllText(ResultFile, File.ReadAllText(ResultFile)[..^10]);
        Assert.False(Run().Task.WasUpToDate);
        Assert.True(Run().Task.WasUpToDate);
    }

    [Fact]
    public void Looks_again_when_an_option_changed()
    {
        _folder.Write("Dockerfile", "FROM debian\n");
        Run();

        var (lines, task) = Run(task => task.Options = [Option("fail-on", "medium")]);

        Assert.Equal("Block", task.Verdict);
        Assert.Contains(lines, line => line.StartsWith("error PGD007 ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_console_report_is_shown_each_time()
    {
        _folder.Write("Dockerfile", "FROM debian\n");
        Run(Console);

        Assert.Contains(Run(Console).Lines, line => line.StartsWith("High ", StringComparison.Ordinal) && line.Contains("PGD007", StringComparison.Ordinal));

        static void Console(CheckDockerfile task) => task.Options = [Option("output", "console")];
    }

    public static TheoryData<string, string, string, string> Mistakes => new()
    {
        { "missing Dockerfile", "", "", "error PG2001 " },
        { "broken policy", "version: 1\nblok: off\n", "", "error PG1003 {0}/.pipelineguard.yml(2,1): " },
        { "wrong option", "", "fail-on=terrible", "error PG1001 {0}/app.csproj(0,0): 'PipelineGuardFailOn': 'terrible' is not a severity." },
        { "missing policy", "", "policy=none.yml", "error PG1002 {0}/app.csproj(0,0): 'none.yml': " },
        { "report over a folder", "", "output=json=.", "error PG6001 {0}/app.csproj(0,0): '.': " },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void A_mistake_is_one_error_with_a_code_and_a_place(string mistake, string policy, string option, string expected)
    {
        if (!mistake.Contains("Dockerfile", StringComparison.Ordinal)) _folder.Write("Dockerfile", "FROM debian\n");
        if (policy.Length > 0) _folder.Write(".pipelineguard.yml", policy);

        var (lines, task) = Run(task => task.Options = option.Split('=', 2) is [var name, var value] ? [Option(name, value)] : []);

        var error = Assert.Single(lines, line => line.StartsWith("error ", StringComparison.Ordinal));
        Assert.StartsWith(string.Format(null, expected, _folder.Path), error, StringComparison.Ordinal);
        Assert.Null(task.Verdict);
        Assert.False(File.Exists(ResultFile));
    }

    [Fact]
    public void A_cancelled_check_says_so()
    {
        _folder.Write("Dockerfile", "FROM debian\n");

        var (lines, _) = Run(task => task.Cancel());

        Assert.StartsWith("error PG9001 ", Assert.Single(lines, line => line.StartsWith("error ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private string ResultFile => Path.Combine(_folder.Path, "obj/pg/app.result");

    private string Sarif => Path.Combine(_folder.Path, "obj/pg/app.sarif");

    private static TaskItem Option(string name, string value) => new(name, new Dictionary<string, string> { ["Value"] = value });

    private static IEnumerable<string> Shown(IEnumerable<string> lines) => lines.Where(line => line.Contains("PGD", StringComparison.Ordinal));

    private (IReadOnlyList<string> Lines, CheckDockerfile Task) Run(Action<CheckDockerfile>? change = null)
    {
        var build = new FakeBuild();
        using var task = new CheckDockerfile { BuildEngine = build, Project = Path.Combine(_folder.Path, "app.csproj"), Dockerfile = "Dockerfile", ResultFile = ResultFile, Sarif = Sarif };
        change?.Invoke(task);
        // As MSBuild does: a task runs in the folder of its project.
        var before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = _folder.Path;
        bool succeeded = task.Execute();
        Environment.CurrentDirectory = before;
        Assert.Equal(!build.Lines.Any(line => line.StartsWith("error ", StringComparison.Ordinal)), succeeded);
        return (build.Lines, task);
    }
}
