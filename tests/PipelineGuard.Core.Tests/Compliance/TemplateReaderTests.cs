using System.Collections.Frozen;
using CsCheck;
using PipelineGuard.Findings;
using PipelineGuard.Policy;
using PipelineGuard.Scanning;

namespace PipelineGuard.Compliance;

public sealed class TemplateReaderTests
{
    private const string Head = "version: 1\nid: mine\ntitle: ours\nstandard: Ours 1\nscope: everything\ncontrols:\n";

    private static readonly FrozenSet<string> Rules = RuleCatalog.Rules.Select(rule => rule.Id).ToFrozenSet();

    public static TheoryData<string> WrongFiles =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Compliance/Data/wrong")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(WrongFiles))]
    public void Names_every_mistake_with_its_place(string file)
    {
        var reading = TemplateReader.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Compliance/Data/wrong", file)), file, Rules);

        Assert.Null(reading.Template);
        KeptText.Same($"tests/PipelineGuard.Core.Tests/Compliance/Golden/{file}.txt", string.Concat(reading.Mistakes.Select(mistake => $"{mistake}\n")));
    }

    [Fact]
    public void Takes_numbers_of_chapters_as_they_are_written()
    {
        var template = Read("  - id: 4.10\n    title: a\n    manual: Look.\n  - id: \"4.1\"\n    title: b\n    manual: Look.\n");

        Assert.Equal(["4.10", "4.1"], template.Controls.Select(control => control.Id));
    }

    [Theory]
    [InlineData("PGI001", "PGI001", 1)]
    [InlineData("[PGI001, PGI002]", "PGI001", 1)]
    [InlineData("PGI05*", "PGI05*", 6)]
    [InlineData("{ rule: PGI070, mentions: PermitRootLogin }", "PGI070 (PermitRootLogin)", 1)]
    [InlineData("vulnerabilities", "vulnerabilities: any", 0)]
    [InlineData("{ vulnerabilities: high, fixable: true }", "vulnerabilities: high, fixable", 0)]
    public void Reads_checks_in_every_form(string checks, string name, int rules)
    {
        var check = Read($"  - id: 1\n    title: a\n    checks: {checks}\n").Controls[0].Checks[0];

        Assert.Equal((name, rules), (check.Name, check.Rules.Length));
    }

    [Fact]
    public void Never_throws_whatever_the_text()
    {
        var words = Gen.OneOfConst("version", "id", "title", "standard", "scope", "link", "controls", "checks", "manual", "rule", "mentions", "vulnerabilities", "fixable", "PGI001", "PGS*", "high", "1", "true", "~");
        var marks = Gen.OneOfConst(": ", "\n", "\n  ", "\n    - ", "- ", "{ ", " }", "[", "]", ", ", "\"", "'", "&a ", "*a", "!!str ", "---\n", "#", "\0", "\uFEFF");
        Gen.OneOf(words, marks, marks, Gen.String).List[0, 40].Select(string.Concat).Sample(text => TemplateReader.Read(text, "t.yml", Rules).Mistakes.Length <= 101);
    }

    [Fact]
    public void A_file_that_is_not_there_is_called_a_template()
    {
        var failure = Assert.Throws<GuardException>(() => TemplateReader.Load("/nowhere/mine.yml", "mine.yml", Rules));

        Assert.Equal((Problems.TemplateNotFound, "mine.yml"), (failure.Problem, failure.Subject));
    }

    private static ComplianceTemplate Read(string controls)
    {
        var reading = TemplateReader.Read(Head + controls, "mine.yml", Rules);
        Assert.Empty(reading.Mistakes);
        return reading.Template!;
    }
}
