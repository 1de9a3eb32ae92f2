using System.Collections.Frozen;
using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Policy.Reading;

namespace PipelineGuard.Compliance;

/// <summary>Every key of a compliance template and what it does.</summary>
/// <param name="rules">The ids of all rules there are.</param>
internal sealed class TemplateKeys(FrozenSet<string> rules)
{
    private const int LongestId = 40;
    private const int LongestTitle = 200;

    /// <summary>The file as a whole.</summary>
    public PolicyShape<ComplianceTemplate> Template() => new("the template", "version", "id", "title", "standard", "scope", "controls")
    {
        ["version"] = Version,
        ["id"] = (template, value) => template with { Id = Id(value) },
        ["title"] = (template, value) => template with { Title = value.Text("'title'", LongestTitle) },
        ["standard"] = (template, value) => template with { Standard = value.Text("'standard'", LongestTitle) },
        ["link"] = (template, value) => template with { Link = Link(value) },
        ["scope"] = (template, value) => template with { Scope = value.Text("'scope'") },
        ["controls"] = (template, value) => template with { Controls = Controls(value) },
    };

    private PolicyShape<Control> OneControl() => new("a control", "id", "title")
    {
        ["id"] = (control, value) => control with { Id = value.Label("'id'", LongestId) },
        ["title"] = (control, value) => control with { Title = value.Text("'title'", LongestTitle) },
        ["checks"] = (control, value) => control with { Checks = [.. value.OneOrMore("'checks'").Select(Check)] },
        ["manual"] = (control, value) => control with { Manual = value.Text("'manual'") },
        ["manual-if-unknown"] = (control, value) => control with { ManualIfUnknown = value.Text("'manual-if-unknown'") },
        ["not-applicable"] = (control, value) => control with { NotApplicable = value.Text("'not-applicable'") },
    };

    private PolicyShape<ControlCheck> OneCheck() => new("a check")
    {
        ["rule"] = (check, value) => check with { Name = value.Text("'rule'"), Rules = Rules(value) },
        ["mentions"] = (check, value) => check with { Mentions = value.Text("'mentions'", LongestTitle) },
        ["vulnerabilities"] = (check, value) => check with { Vulnerabilities = value.Word("severity", PolicyWords.Bars) },
        ["fixable"] = (check, value) => check with { OnlyFixable = value.Truth() },
    };

    private static ComplianceTemplate Version(ComplianceTemplate template, PolicyValue value)
    {
        if (value.Node is not YamlScalar { IsPlain: true, Text: "1" }) value.Refuse("this PipelineGuard reads templates of version 1: write 'version: 1'.");
        return template;
    }

    // It becomes the name of a SARIF taxonomy and a word of messages.
    private static string Id(PolicyValue value)
    {
        var id = value.Text("'id'", LongestId);
        if (id.Length > 0 && !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.')) value.Refuse($"{PolicyErrors.Quote(id)}: an id is made of small letters, digits, '-' and '.'.");
        return id;
    }

    private static Uri? Link(PolicyValue value)
    {
        var text = value.Text("'link'");
        if (Uri.TryCreate(text, UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps) return link;
        if (text.Length > 0) value.Refuse($"{PolicyErrors.Quote(text)} is no address that begins with https://.");
        return null;
    }

    private ImmutableArray<Control> Controls(PolicyValue value)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var controls = ImmutableArray.CreateBuilder<Control>();
        foreach (var item in value.OneOrMore("'controls'"))
        {
            var control = OneControl().Read(item, new("", ""));
            if (control.Id.Length > 0 && !seen.Add(control.Id)) item.Refuse($"the control {PolicyErrors.Quote(control.Id)} stands here a second time.");
            if (control is { Title.Length: > 0, Checks.IsEmpty: true, Manual: null, NotApplicable: null }) item.Refuse("a control needs 'checks', or says with 'manual' or 'not-applicable' why it has none.");
            if (control is { NotApplicable: not null } and ({ Checks.IsEmpty: false } or { Manual: not null })) item.Refuse("a control that is 'not-applicable' has neither 'checks' nor 'manual'.");
            controls.Add(control);
        }
        return controls.ToImmutable();
    }

    private ControlCheck Check(PolicyValue value)
    {
        if (value.Node is YamlMapping) return Named(OneCheck().Read(value, new("")), value);
        return value.IsWord("vulnerabilities")
            ? Named(new("") { Vulnerabilities = Severity.Info }, value)
            : new(value.Text("a check", LongestId)) { Rules = Rules(value) };
    }

    private static ControlCheck Named(ControlCheck check, PolicyValue value)
    {
        bool names = check is { Rules.IsEmpty: false } or { Name.Length: > 0 };
        if (names == check.Vulnerabilities is not null) value.Refuse("a check has either 'rule' or 'vulnerabilities'.");
        if (!names && check.Mentions is not null) value.Refuse("'mentions' goes with 'rule'.");
        if (names && check.OnlyFixable) value.Refuse("'fixable' goes with 'vulnerabilities'.");
        if (check.Mentions is { } text) return check with { Name = $"{check.Name} ({text})" };
        return check.Vulnerabilities is { } least ? check with { Name = $"vulnerabilities: {(least == Severity.Info ? "any" : least.ToString().ToLowerInvariant())}{(check.OnlyFixable ? ", fixable" : "")}" } : check;
    }

    private ImmutableArray<string> Rules(PolicyValue value)
    {
        if (value.Node is not YamlScalar { Text: { Length: > 0 and <= LongestId } name }) return [];
        var ids = RulePattern.Expand(name, rules);
        if (ids.IsEmpty) value.Refuse(Unknown(name));
        return ids;
    }

    private string Unknown(string name)
    {
        var quoted = PolicyErrors.Quote(name);
        var near = NearestWord.To(name, rules.Select(id => id.ToLowerInvariant()).Append("vulnerabilities"));
        if (near is null) return $"{quoted} is no rule; write an id such as PGI001, the beginning of several such as PGS*, or 'vulnerabilities: high'; 'pipelineguard rules list' shows all.";
        return $"{quoted} is no rule; did you mean '{(rules.Contains(near.ToUpperInvariant()) ? near.ToUpperInvariant() : near)}'?";
    }
}
