using System.Collections.Immutable;
using PipelineGuard.Attribution.Upgrades;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting;

/// <summary>What to do first: the findings turned round into changes, so that twelve vulnerabilities of one package are one line of work.</summary>
/// <param name="Remedies">The changes, most useful first.</param>
/// <param name="Unfixed">Vulnerabilities that nobody has fixed yet, worst first.</param>
internal sealed record RemedyPlan(ImmutableArray<Remedy> Remedies, ImmutableArray<Finding> Unfixed)
{
    private const int ShownVersions = 3;
    private const int ShownPlaces = 2;
    private const int ShownPackages = 4;

    /// <summary>Groups everything that is not waived by the change that removes it.</summary>
    public static RemedyPlan Of(ScanReport report)
    {
        var open = report.Findings.Where(finding => finding.State != FindingState.Waived).Order().ToList();
        var titles = report.Rules.DistinctBy(rule => rule.Id).ToDictionary(rule => rule.Id, rule => rule.Title, StringComparer.Ordinal);
        bool severalTargets = report.Targets.Length > 1;
        var bumps = new BaseBumps(report);
        var commands = new UpgradeCommands(report);
        var remedies =
            from finding in open
            where bumps.Removes(finding) is null && IsFixable(finding)
            group finding by Key(finding) into same
            select new Remedy(Action(same.First(), [.. same], titles, bumps, commands), Where([.. same], severalTargets), [.. same]) { Upgrade = Upgrade(same) };
        var bases =
            from finding in open
            let bump = bumps.Removes(finding)
            where bump is not null
            group finding by (finding.Target, bump) into same
            select new Remedy(BaseAdviceText.Action(same.Key.bump.Advice, same.Key.bump.Candidate), Where([.. same], severalTargets), [.. same]) { Base = same.Key.bump.Candidate };
        return new RemedyPlan([.. remedies.Concat(bases).Order()], [.. open.Where(finding => bumps.Removes(finding) is null && !IsFixable(finding))]);
    }

    // The packages of a base image share one edit.
    private static TextEdit? Upgrade(IEnumerable<Finding> same) =>
        same.Select(BaseUpgrades.EditOf).Distinct().ToList() is [{ } edit] ? edit : null;

    private static bool IsFixable(Finding finding) => finding.Kind != FindingKind.Vulnerability || finding.Fix is not null;

    // What one line brings goes with one edit of that line: a newer base image, a rebuild, a newer version of what brings it.
    private static bool IsByLine(Finding finding) =>
        finding is { Kind: FindingKind.Vulnerability, Fix.Version: not null, Attribution: { Confidence: not AttributionConfidence.Low } attribution }
        && (attribution.Method is AttributionMethod.BaseImage or AttributionMethod.Transitive || (attribution.Method is AttributionMethod.Instruction && finding.Fix.Edits.IsEmpty && finding.Package is { Type: var type } && UpgradeForm.Manages(type)));

    // A package is upgraded as a whole, and an operating system builds many packages from one source.
    private static (bool IsUpgrade, string Target, string What, string Which) Key(Finding finding) =>
        IsByLine(finding) ? (true, finding.Target, BaseUpgrades.EditOf(finding) is null ? "" : "upgrade", finding.Location.ToString())
        : Upgraded(finding) is { } package
            ? (true, finding.Target, package.Type, package.SourceName ?? package.Name)
            : (false, finding.Target, finding.Rule.Value, finding.Kind == FindingKind.Vulnerability ? finding.Fix!.Description : "");

    private static AffectedPackage? Upgraded(Finding finding) => finding.Fix?.Version is null ? null : finding.Package;

    private static string Action(Finding first, ImmutableArray<Finding> same, Dictionary<string, string> titles, BaseBumps bumps, UpgradeCommands commands)
    {
        if (IsByLine(first)) return ByLine(first.Attribution!, same, bumps.Knows(first.Target), commands);
        if (Upgraded(first) is { } package) return Upgrade(package, same);
        if (first.Kind == FindingKind.Vulnerability) return first.Fix!.Description;
        return $"{titles.GetValueOrDefault(first.Rule.Value, first.Title)} ({first.Rule})";
    }

    private static string ByLine(SourceAttribution attribution, ImmutableArray<Finding> same, bool knowsBases, UpgradeCommands commands)
    {
        var upgrades = Phrases.Some([.. same.GroupBy(finding => finding.Package!.SourceName ?? finding.Package.Name, StringComparer.Ordinal).Select(package => Versions(package.Key, [.. package]))], ShownPackages);
        return attribution.Method switch
        {
            // What a newer base image removes stands in a line of its own.
            AttributionMethod.BaseImage => Command(same, commands) switch
            {
                null when knowsBases => $"Wait for a newer base image, as this one holds nothing to upgrade its packages with: {upgrades}",
                null => $"Take a newer base image: {upgrades}",
                var command when knowsBases => $"Upgrade packages of the base image{command}: {upgrades}",
                var command => $"Take a newer base image, or upgrade its packages{command}: {upgrades}",
            },
            AttributionMethod.Transitive => $"Upgrade what brings it ({(attribution.Via ?? "").Replace("comes with ", "", StringComparison.Ordinal)}), or pin {upgrades}",
            _ => $"Build this instruction anew, without the cache: {upgrades}",
        };
    }

    private static string Versions(string name, ImmutableArray<Finding> same)
    {
        var type = same[0].Package!.Type;
        var target = FixedVersion.Covering(Distinct(same.Select(finding => finding.Fix!.BestVersion!)), FixedVersion.SchemeOf(type));
        return $"{name} {same[0].Package!.Version} → {target}{(IsNewMajor(type, [same[0].Package!.Version], target) ? " (a new major version)" : "")}";
    }

    // Null where the image has nothing to upgrade them with; empty where there is no single command.
    private static string? Command(ImmutableArray<Finding> same, UpgradeCommands commands)
    {
        if (Upgrade(same) is { } edit) return $" with 'RUN {UpgradeRun.Parse(edit.Text)!.Form.Before} …'";
        var types = same.Select(finding => finding.Package!.Type).Distinct().ToList();
        var known = types.Select(type => commands.For(same[0].Target, type)).OfType<string>().ToList();
        if (known.Count == 0 && types.Exists(UpgradeForm.Manages)) return null;
        return known is [var command] && types.Count == 1 ? $" with 'RUN {command}'" : "";
    }

    private static bool IsNewMajor(string type, List<string> installed, string target) =>
        !UpgradeForm.Manages(type) && installed.TrueForAll(version => Major(version) is { } old && Major(target) is { } next && next > old);

    private static string Upgrade(AffectedPackage package, ImmutableArray<Finding> same)
    {
        var installed = Distinct(same.Select(finding => finding.Package!.Version));
        var target = FixedVersion.Covering(Distinct(same.Select(finding => finding.Fix!.BestVersion!)), FixedVersion.SchemeOf(package.Type));
        var major = IsNewMajor(package.Type, installed, target) ? ", a new major version" : "";
        return $"Upgrade {package.SourceName ?? package.Name} {Phrases.Some(installed, ShownVersions)} to {target}{major}";
    }

    private static int? Major(string version)
    {
        var digits = version.TrimStart('v');
        int end = 0;
        while (end < digits.Length && char.IsAsciiDigit(digits[end])) end++;
        return int.TryParse(digits.AsSpan(0, end), out int major) ? major : null;
    }

    private static string Where(ImmutableArray<Finding> same, bool severalTargets)
    {
        var places = Phrases.Some(Distinct(same.Select(Place)), ShownPlaces);
        return severalTargets && places.Length > 0 ? $"{same[0].Target}, {places}" : severalTargets ? same[0].Target : places;
    }

    private static string Place(Finding finding) => finding.Location.Kind switch
    {
        LocationKind.Source => FindingText.Line(finding) is { Length: > 0 } line ? line : finding.Location.ToString(),
        LocationKind.ImageFile or LocationKind.Image => finding.Layer is { } layer ? LayerText.Of(layer) : finding.Location.Path,
    };

    private static List<string> Distinct(IEnumerable<string> texts) => [.. texts.Distinct(StringComparer.Ordinal)];
}
