using System.Collections.Frozen;
using PipelineGuard.Policy;
using PipelineGuard.Scanning;

namespace PipelineGuard.Compliance;

/// <summary>What the templates that come with PipelineGuard promise.</summary>
public sealed class TemplatesTests
{
    private static readonly FrozenSet<string> Rules = RuleCatalog.Rules.Select(rule => rule.Id).ToFrozenSet();

    public static TheoryData<string> Names => [.. ComplianceStandards.Known];

    [Theory, MemberData(nameof(Names))]
    public void Each_can_be_read_and_is_called_as_it_is_asked_for(string name)
    {
        var reading = TemplateReader.Read(TemplateReader.TextOf(name), $"{name}.yml", Rules);

        Assert.Empty(reading.Mistakes);
        Assert.Equal(name, reading.Template!.Id);
        Assert.NotNull(reading.Template.Link);
    }

    [Fact]
    public void The_one_for_Docker_has_all_twelve_controls_of_section_4() =>
        Assert.Equal(Enumerable.Range(1, 12).Select(number => $"4.{number}"), Template("cis-docker").Controls.Select(control => control.Id));

    [Fact]
    public void Nine_of_the_twelve_are_answered_by_checks_at_least_in_part() =>
        Assert.True(Template("cis-docker").Controls.Count(control => !control.Checks.IsEmpty) >= 9);

    // Rules say in their tags which controls they answer; templates decide. Other sections of the Docker benchmark have no template.
    [Fact]
    public void Rules_and_templates_say_the_same()
    {
        var controls = ComplianceStandards.Known.Select(Template).SelectMany(template => template.Controls.Select(control => (Tag: $"{template.Id}:{control.Id}", control))).ToDictionary(row => row.Tag, row => row.control);
        var astray =
            from rule in RuleCatalog.Rules
            from tag in rule.Tags
            where ComplianceStandards.Known.Any(name => tag.StartsWith(name + ":", StringComparison.Ordinal)) && !tag.StartsWith("cis-docker:5", StringComparison.Ordinal)
            where !controls.TryGetValue(tag, out var control) || !control.Checks.Any(check => check.Rules.Contains(rule.Id))
            select $"{rule.Id} says {tag}";

        Assert.Empty(astray);
    }

    [Fact]
    public void Every_strict_rule_has_a_template_that_asks_for_it()
    {
        var asked = ComplianceStandards.Known.Select(Template).SelectMany(template => template.Controls).SelectMany(control => control.Checks).SelectMany(check => check.Rules).ToHashSet();

        Assert.Empty(RuleCatalog.Rules.Where(rule => rule.IsStrict && !asked.Contains(rule.Id)).Select(rule => rule.Id));
    }

    // "Compliant" and "certified" are words that no scan can say.
    [Theory, MemberData(nameof(Names))]
    public void None_claims_too_much(string name) =>
        Assert.DoesNotContain(["compliant", "certified", "complies", "certification"], word => TemplateReader.TextOf(name).Contains(word, StringComparison.OrdinalIgnoreCase));

    private static ComplianceTemplate Template(string name) => TemplateReader.Embedded(name, Rules);
}
