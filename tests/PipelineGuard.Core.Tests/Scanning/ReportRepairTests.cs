using PipelineGuard.Advisories;
using PipelineGuard.Findings;

namespace PipelineGuard.Scanning;

/// <summary>The edits of a report are carried out where they belong, and nowhere else.</summary>
public sealed class ReportRepairTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Writes_the_newest_of_the_fixed_versions_once()
    {
        var file = Write("package.json", "{\n  \"dependencies\": { \"lodash\": \"^4.17.15\" }\n}\n");

        var told = ReportRepair.Run(Report(Finding("package.json", 2, 32, 40, "^4.17.19", "4.17.19"), Finding("package.json", 2, 32, 40, "^4.17.21", "4.17.21")), _folder.Path, write: true);

        Assert.Equal("package.json(2,32): lodash ^4.17.15 → ^4.17.21", Assert.Single(told));
        Assert.Contains("\"^4.17.21\"", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_tells_when_asked_so()
    {
        var file = Write("package.json", "{\n  \"dependencies\": { \"lodash\": \"^4.17.15\" }\n}\n");
        var before = File.ReadAllText(file);

        Assert.Single(ReportRepair.Run(Report(Finding("package.json", 2, 32, 40, "^4.17.21", "4.17.21")), _folder.Path, write: false));
        Assert.Equal(before, File.ReadAllText(file));
    }

    [Fact]
    public void Leaves_a_file_alone_that_changed_since()
    {
        Write("package.json", "{\n  \"name\": \"something\",\n \"dependencies\": { \"lodash\": \"^4.17.15\" }\n}\n");

        Assert.Contains("changed", Assert.Throws<GuardException>(() => ReportRepair.Run(Report(Finding("package.json", 2, 12, 20, "^4.17.21", "4.17.21")), _folder.Path, write: true)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../outside.json")]
    [InlineData("/etc/passwd")]
    [InlineData("link.json")]
    public void Touches_nothing_outside_of_the_repository(string path)
    {
        Directory.CreateDirectory(_folder["in"]);
        File.WriteAllText(_folder["outside.json"], "\"1.0.0\"");
        File.CreateSymbolicLink(_folder["in/link.json"], _folder["outside.json"]);

        Assert.Throws<GuardException>(() => ReportRepair.Run(Report(Finding(path, 1, 2, 7, "2.0.0", "2.0.0")), _folder["in"], write: true));
        Assert.Equal("\"1.0.0\"", File.ReadAllText(_folder["outside.json"]));
    }

    [Fact]
    public void Names_the_base_image_to_take()
    {
        Write("Dockerfile", "FROM debian:12.5 AS base\nFROM base\n");

        var told = ReportRepair.Run(Bump("debian:12.5"), _folder.Path, write: true);

        Assert.Equal("Dockerfile(1,6): base image debian:12.5 → debian:12.11", Assert.Single(told));
        Assert.Equal("FROM debian:12.11 AS base\nFROM base\n", File.ReadAllText(_folder["Dockerfile"]));
    }

    [Fact]
    public void Pins_what_another_package_brings_behind_it_each_once()
    {
        Write("App.csproj", "<Project>\n  <ItemGroup>\n    <PackageReference Include=\"Top\" Version=\"2.0.0\" />\n  </ItemGroup>\n</Project>\n");

        var told = ReportRepair.Run(Report(Pin("Deep", "1.0.2"), Pin("Deep", "1.0.9"), Pin("Low", "3.0.0")), _folder.Path, write: true);

        Assert.Equal(["App.csproj(3,53): Deep pinned to 1.0.9", "App.csproj(3,53): Low pinned to 3.0.0"], told);
        Assert.Equal(
            "<Project>\n  <ItemGroup>\n    <PackageReference Include=\"Top\" Version=\"2.0.0\" />\n    <PackageReference Include=\"Deep\" Version=\"1.0.9\" />\n    <PackageReference Include=\"Low\" Version=\"3.0.0\" />\n  </ItemGroup>\n</Project>\n",
            File.ReadAllText(_folder["App.csproj"]));
        Assert.Contains("changed", Assert.Throws<GuardException>(() => ReportRepair.Run(_folder["report.json"], _folder.Path, write: true)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Other", "Deep", "Deep")]
    [InlineData("Top", "Deep", "Deep\\\" /><Exec Command=\\\"x")]
    [InlineData("Top", "Deep\\\" /><Exec Command=\\\"x", "Deep\\\" /><Exec Command=\\\"x")]
    public void Pins_nothing_beside_another_line_and_writes_nothing_but_a_pin(string bringer, string package, string written)
    {
        var text = $"<Project>\n  <ItemGroup>\n    <PackageReference Include=\"{bringer}\" Version=\"2.0\" />\n  </ItemGroup>\n</Project>\n";
        Write("App.csproj", text);

        Assert.Throws<GuardException>(() => ReportRepair.Run(Report(Pin(package, "1.0.2", written)), _folder.Path, write: true));
        Assert.Equal(text, File.ReadAllText(_folder["App.csproj"]));
    }

    [Theory, InlineData("4.17.21\\\", \\\"x\\\": \\\"1"), InlineData("1 /><Exec>"), InlineData("1\\nRUN x")]
    public void Writes_no_more_than_a_version(string text)
    {
        Write("package.json", "{\n  \"dependencies\": { \"lodash\": \"^4.17.15\" }\n}\n");

        Assert.Contains("more than", Assert.Throws<GuardException>(() => ReportRepair.Run(Report(Finding("package.json", 2, 32, 40, text, "4.17.21")), _folder.Path, write: true)).Message, StringComparison.Ordinal);
    }

    [Theory, InlineData("debian:12.7"), InlineData("12.5"), InlineData("xdebian:12.5")]
    public void Leaves_another_base_image_than_the_scanned_one_alone(string replaces)
    {
        Write("Dockerfile", "FROM debian:12.5\n");

        Assert.Throws<GuardException>(() => ReportRepair.Run(Bump(replaces), _folder.Path, write: true));
        Assert.Equal("FROM debian:12.5\n", File.ReadAllText(_folder["Dockerfile"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"findings\":[{\"package\":1,\"fix\":1}]}")]
    [InlineData("{\"findings\":3}")]
    public void Says_that_something_is_no_report(string text)
    {
        Write("report.json", text);

        Assert.Equal(Problems.BadUsage, Assert.Throws<GuardException>(() => ReportRepair.Run(_folder["report.json"], _folder.Path, write: true)).Problem);
    }

    private static string Finding(string path, int line, int column, int end, string text, string version) => $$"""
        { "rule": "CVE-1", "state": "new", "package": { "type": "npm", "name": "lodash", "version": "4.17.15" },
          "fix": { "description": "x", "version": "{{version}}", "edits": [ { "path": "{{path}}", "line": {{line}}, "column": {{column}}, "endLine": {{line}}, "endColumn": {{end}}, "text": "{{text}}" } ] } }
        """;

    private static string Pin(string package, string version, string? written = null) => $$"""
        { "rule": "CVE-1", "state": "new", "attribution": { "method": "transitive", "confidence": "high", "via": "comes with Top 2.0.0", "broughtBy": "Top" },
          "package": { "type": "nuget", "name": "{{package}}", "version": "1.0.1" },
          "fix": { "description": "x", "version": "{{version}}", "edits": [ { "path": "App.csproj", "line": 3, "column": 53, "endLine": 3, "endColumn": 55,
            "text": "/>\n    <PackageReference Include=\"{{written ?? package}}\" Version=\"{{version}}\" />" } ] } }
        """;

    private string Bump(string replaces) => Write("report.json", $$"""
        { "findings": [], "plan": [ { "action": "x" }, { "action": "y", "replaces": "{{replaces}}",
          "edit": { "path": "Dockerfile", "line": 1, "column": 6, "endLine": 1, "endColumn": 17, "text": "debian:12.11" } } ] }
        """);

    private string Report(params string[] findings) => Write("report.json", $"{{ \"findings\": [ {string.Join(", ", findings)} ] }}");

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder[name], text);
        return _folder[name];
    }
}
