using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace PipelineGuard.Packages.Tests;

/// <summary>Builds that are stopped, that may not write, or that have nothing to look at.</summary>
public sealed partial class InterruptedBuildTests(PackedFeed feed)
{
    [Fact]
    public async Task A_build_that_is_stopped_says_so_and_leaves_nothing_half_done()
    {
        var project = new ThrowAwayProject(feed, "stopped").Write("Dockerfile", "FROM debian\nUSER 1000\n");
        (await project.DotnetAsync("restore")).Exits(0);
        // Whoever runs the tests in the background lets them ignore Ctrl-C. A virus scanner that takes the connection and never answers: the scan is in the middle of its work.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        int port = ((IPEndPoint)silent.LocalEndpoint).Port;
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", "msbuild", "-nodereuse:false", "-nologo", "-t:PipelineGuardScan", $"-p:PipelineGuardTargets={PackedFeed.Sample}", $"-p:PipelineGuardClamd=tcp:127.0.0.1:{port}", "-p:PipelineGuardStarter=true", "-p:PipelineGuardDb=none"])
        {
            WorkingDirectory = project.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var build = Process.Start(start)!;
        var output = build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = build.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using (var asked = await silent.AcceptTcpClientAsync(TestContext.Current.CancellationToken))
        {
            (await Shell.RunAsync(project.Folder, "kill", "-INT", $"{build.Id}")).Exits(0);
            await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        var said = await output + await error;

        Assert.NotEqual(0, build.ExitCode);
        Assert.DoesNotContain("MSB4018", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(project.Folder, "obj/pipelineguard/stopped.image.sarif")), said);
        Assert.Empty(Leftovers(project));
        // The next one is a build like any other.
        Assert.Contains("Dockerfile(1,1): warning PGD007:", (await project.BuildAsync("--no-restore")).Exits(0).Output, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Obstacles => new()
    {
        { "folder-is-a-file", "obj/pipelineguard" },
        { "result-is-a-folder", "obj/pipelineguard/NAME.dockerfile.result/x" },
        { "sarif-is-a-folder", "obj/pipelineguard/NAME.dockerfile.sarif/x" },
    };

    [Theory, MemberData(nameof(Obstacles))]
    public async Task What_cannot_be_written_is_one_error_with_a_code_and_a_place(string name, string obstacle)
    {
        var project = new ThrowAwayProject(feed, name).Write("Dockerfile", "FROM debian\nUSER 1000\n");
        (await project.DotnetAsync("restore")).Exits(0);
        var inTheWay = Path.Combine(project.Folder, obstacle.Replace("NAME", name, StringComparison.Ordinal));
        Directory.CreateDirectory(Path.GetDirectoryName(inTheWay)!);
        File.WriteAllText(inTheWay, "");

        await OneError(project, $"{name}.csproj : error PG6001:", "-t:PipelineGuardCheckDockerfile");
        Assert.Empty(Leftovers(project));
    }

    [Fact]
    public async Task A_project_with_nothing_to_scan_says_so_when_it_is_asked_alone_and_stands_aside_in_a_solution()
    {
        var folder = feed.NewFolder("nothing");
        var empty = new ThrowAwayProject(feed, "nothing/Library");
        new ThrowAwayProject(feed, "nothing/Shop").Write("Dockerfile", "FROM debian\nUSER 1000\n");
        File.WriteAllText(Path.Combine(folder, "nothing.slnx"), "<Solution><Project Path=\"Library/Library.csproj\" /><Project Path=\"Shop/Shop.csproj\" /></Solution>");
        (await Shell.RunAsync(folder, "dotnet", "restore", "nothing.slnx")).Exits(0);

        await OneError(empty, "Library.csproj : error PG1001: 'PipelineGuardTargets': There is nothing to scan", "-t:PipelineGuardScan");
        var both = (await Shell.RunAsync(folder, "dotnet", "build", "nothing.slnx", "-t:PipelineGuardScan", "-nodereuse:false", "--no-restore")).Exits(0);

        Assert.Contains("PipelineGuard: Library: nothing to scan.", both.Output, StringComparison.Ordinal);
        Assert.Contains("Dockerfile(1,1): warning PGD007:", both.Output, StringComparison.Ordinal);
    }

    private static async Task OneError(ThrowAwayProject project, string expected, params string[] arguments)
    {
        var run = (await project.MSBuildAsync(arguments)).Exits(1);
        Assert.Contains($"{project.Folder}/{expected}", run.Output, StringComparison.Ordinal);
        Assert.Single(AnyError().Matches(run.BeforeSummary));
        Assert.DoesNotContain("MSB4018", run.Output, StringComparison.Ordinal);
    }

    // What is written beside a file before it takes its place.
    private static IEnumerable<string> Leftovers(ThrowAwayProject project)
    {
        var folder = Path.Combine(project.Folder, "obj/pipelineguard");
        string[] whole = [".sarif", ".result"];
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Where(file => !whole.Contains(Path.GetExtension(file))) : [];
    }

    [GeneratedRegex(" error [A-Z]+[0-9]+:")]
    private static partial Regex AnyError();
}
