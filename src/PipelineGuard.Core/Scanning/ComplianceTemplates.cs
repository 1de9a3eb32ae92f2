using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Compliance;
using PipelineGuard.Findings;
using PipelineGuard.Policy;
using PipelineGuard.Policy.Reading;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>The compliance templates at hand, for scans and for <c>pipelineguard compliance</c>.</summary>
public static class ComplianceTemplates
{
    private const string ReportFormat = "compliance";

    private static readonly FrozenSet<string> Rules = RuleCatalog.Rules.Select(rule => rule.Id).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A line for each template that comes with PipelineGuard: its name, how many controls it has, the standard.</summary>
    public static string ToText()
    {
        var text = new StringBuilder();
        foreach (var template in ComplianceStandards.Known.Select(id => TemplateReader.Embedded(id, Rules)))
            text.Append($"{template.Id,-14}{Phrases.Count(template.Controls.Length, "control"),-14}{template.Standard}: {template.Title}\n");
        return text.ToString();
    }

    /// <summary>The file of a template that comes with PipelineGuard, to be copied and changed.</summary>
    /// <exception cref="GuardException">PG1007: there is none with that name.</exception>
    public static string TextOf(string name) => TemplateReader.TextOf(Known(name));

    /// <summary>All mistakes of a template by place; empty when it is fine.</summary>
    /// <exception cref="GuardException">PG1007 when there is no such file, PG1008 when it cannot be read at all.</exception>
    public static ImmutableArray<PolicyError> Check(string path) => TemplateReader.ReadFile(path, path, Rules).Mistakes;

    /// <summary>What a scan reports on: what the policy asks for, then what the options ask for.</summary>
    /// <exception cref="GuardException">A name is not known, a file is missing or wrong, two templates have the same id, or a report was asked for without a template.</exception>
    internal static ImmutableArray<ComplianceTemplate> Of(GuardOptions options, GuardPolicy policy)
    {
        ImmutableArray<ComplianceTemplate> templates = [.. policy.Compliance.Concat(options.Compliance ?? []).Select(Whole).Distinct(StringComparer.Ordinal).Select(Load)];
        var twice = templates.GroupBy(template => template.Id).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null) throw new GuardException(Problems.BadTemplate, twice.Last().Source ?? twice.Key, $"another template has the id '{twice.Key}' already: choose another one.");
        if (templates.IsEmpty && options.Outputs!.Value.Any(output => output.Format == ReportFormat))
            throw new GuardException(Problems.BadUsage, $"--output {ReportFormat}", "No standard is named: add --compliance cis-docker, or 'compliance: [cis-docker]' to the policy.");
        return templates;
    }

    private static ComplianceTemplate Load(string name) =>
        ComplianceStandards.IsFile(name) ? TemplateReader.Load(name, Shown(name), Rules) : TemplateReader.Embedded(Known(name), Rules);

    // One file under two names is one template.
    private static string Whole(string name) => ComplianceStandards.IsFile(name) ? Path.GetFullPath(name) : name;

    private static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path).Replace(Path.DirectorySeparatorChar, '/');
        return relative.StartsWith("../../", StringComparison.Ordinal) ? path : relative;
    }

    private static string Known(string name)
    {
        if (ComplianceStandards.Known.Contains(name)) return name;
        var hint = NearestWord.To(name, ComplianceStandards.Known) is { } near ? $"did you mean '{near}'?" : $"known are {string.Join(", ", ComplianceStandards.Known)}; a file of your own is named with its ending, such as ./mine.yml.";
        throw new GuardException(Problems.TemplateNotFound, name, hint);
    }
}
