using System.Xml.Linq;
using CsCheck;
using PipelineGuard.Findings;
using PipelineGuard.Policy;

namespace PipelineGuard.Reporting;

/// <summary>What build agents make of our output: our own commands, and never one that an image wrote.</summary>
public sealed class HostLogTests
{
    private static readonly string[] Attacks =
    [
        "::set-output name=verdict::pass", "x\n::set-env name=PATH::/evil", "\r\n##[error]x", "##vso[task.setvariable variable=PATH]/evil", "##VSO[task.complete result=Succeeded;]",
        "a]##vso[task.complete]b", "%0A::error::x", "%25%0D%0A", "a,line=1::error::b", "a;code=b]c", "##[add-matcher]x.json", "::stop-commands::t", "📦:: ::error::", "###vso[a.b]c", "::Error::x",
    ];

    public static TheoryData<string, string> EveryAttackInEveryFormat =>
        [.. ReportFormats.All.SelectMany(_ => Attacks, (format, attack) => (format.Name, attack))];

    [Theory, MemberData(nameof(EveryAttackInEveryFormat))]
    public void No_agent_obeys_an_image(string format, string attack)
    {
        var log = TestWriter.Text(format, TestReport.Hostile(attack));

        Assert.All(HostLogs.GitHub(log), command => Assert.True(format == "github" && command.Name is "error" or "warning" or "notice", command.Name));
        Assert.All(HostLogs.Azure(log), command => Assert.True(format == "azure" && command.Name == "task.logissue", command.Name));
    }

    [Fact]
    public void An_image_cannot_change_what_a_workflow_command_says()
    {
        var harmless = HostLogs.GitHub(TestWriter.Text("github", TestReport.Hostile("x")));
        Nasty.Text.Sample(text => Shape(HostLogs.GitHub(TestWriter.Text("github", TestReport.Hostile(text)))) == Shape(harmless), iter: 300);

        static string Shape(List<(string Name, Dictionary<string, string> Properties, string Message)> commands) =>
            string.Join('\n', commands.Select(command => $"{command.Name} {string.Join(',', command.Properties.Keys)} {command.Properties.GetValueOrDefault("line")}"));
    }

    [Fact]
    public void An_image_cannot_change_what_a_logging_command_says()
    {
        var harmless = HostLogs.Azure(TestWriter.Text("azure", TestReport.Hostile("x")));
        Nasty.Text.Sample(text => Shape(HostLogs.Azure(TestWriter.Text("azure", TestReport.Hostile(text)))) == Shape(harmless), iter: 300);

        static string Shape(List<(string Name, Dictionary<string, string> Properties, string Message)> commands) =>
            string.Join('\n', commands.Select(command => $"{command.Name} {string.Join(',', command.Properties.Keys)} {command.Properties["type"]} {command.Properties.GetValueOrDefault("linenumber")}"));
    }

    [Fact]
    public void Names_with_signs_of_the_protocol_arrive_as_they_are()
    {
        var report = TestReport.TwoFindings with { Findings = [TestReport.FloatingBase with { Location = new(LocationKind.Source, "a,b:c;d]e%f/Dockerfile") { Line = 3 }, Message = "100 % 📦, yes." }] };

        var github = Assert.Single(HostLogs.GitHub(TestWriter.Text("github", report)));
        var azure = Assert.Single(HostLogs.Azure(TestWriter.Text("azure", report)));

        Assert.Equal("a,b:c;d]e%f/Dockerfile", github.Properties["file"]);
        Assert.StartsWith("100 % 📦, yes.\n", github.Message, StringComparison.Ordinal);
        Assert.Equal("a,b:c;d]e%f/Dockerfile", azure.Properties["sourcepath"]);
        Assert.Contains("100 % 📦, yes. ", azure.Message, StringComparison.Ordinal);
        Assert.Equal("PGD007", azure.Properties["code"]);
    }

    [Theory]
    [InlineData("github")]
    [InlineData("azure")]
    public void Says_how_many_annotations_the_host_does_not_show(string format)
    {
        var findings = Enumerable.Range(0, 25).Select(i => TestReport.FloatingBase with { Gate = GateAction.Block, Location = new(LocationKind.Source, "Dockerfile") { Line = i + 1 } });
        var log = TestWriter.Text(format, TestReport.TwoFindings with { Findings = [.. findings] });

        Assert.Equal(10, format == "github" ? HostLogs.GitHub(log).Count : HostLogs.Azure(log).Count);
        Assert.Contains("shows 10 of 25 annotations, at most 10 of each level", log, StringComparison.Ordinal);
        Assert.Contains("  error Dockerfile(25): PGD007", log, StringComparison.Ordinal);
    }

    [Fact]
    public void Vulnerabilities_of_one_package_are_one_annotation()
    {
        var same = TestReport.OpenSsl with { Rule = new("CVE-2024-0002"), Severity = Severity.High, Fix = new("Upgrade") { Version = "3.0.18-1~deb12u2" } };
        var command = Assert.Single(HostLogs.GitHub(TestWriter.Text("github", TestReport.TwoFindings with { Findings = [TestReport.OpenSsl, same] })));

        Assert.Equal("libssl3 3.0.11-1~deb12u2: 1 critical, 1 high", command.Properties["title"]);
        Assert.Equal("CVE-2024-5535, CVE-2024-0002.\nUpgrade libssl3 to 3.0.18-1~deb12u2.\nIn shop.tar, var/lib/dpkg/status, layer 0.", command.Message);
    }

    [Theory]
    [InlineData(Verdict.Warn, true)]
    [InlineData(Verdict.Pass, false)]
    [InlineData(Verdict.Block, false)]
    [InlineData(Verdict.Incomplete, false)]
    public void A_warning_ends_the_step_with_issues(Verdict verdict, bool expected)
    {
        var log = TestWriter.Text("azure", TestReport.Empty with { Verdict = verdict });

        Assert.Equal(expected, HostLogs.Azure(log).Exists(command => command is { Name: "task.complete" } && command.Properties["result"] == "SucceededWithIssues"));
    }

    [Fact]
    public void Waived_findings_are_no_annotations() =>
        Assert.DoesNotContain("CVE-2024-5535", TestWriter.Text("github", TestReport.WaivedAndProblems), StringComparison.Ordinal);

    [Fact]
    public void JUnit_counts_what_it_lists() =>
        Nasty.Text.Sample(text =>
        {
            var suites = XDocument.Parse(TestWriter.Text("junit", TestReport.Hostile(text))).Root!;
            return suites.Descendants("testcase").Count() == (int)suites.Attribute("tests")!
                && suites.Descendants("failure").Count() == (int)suites.Attribute("failures")!
                && suites.Descendants("error").Count() == (int)suites.Attribute("errors")!
                && suites.Descendants("skipped").Count() == (int)suites.Attribute("skipped")!;
        }, iter: 100);

    [Fact]
    public void JUnit_is_never_empty() => Assert.Contains("name=\"no findings\"", TestWriter.Text("junit", TestReport.Empty), StringComparison.Ordinal);
}
