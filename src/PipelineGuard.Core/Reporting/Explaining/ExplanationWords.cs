using PipelineGuard.Advisories;
using PipelineGuard.Packages;
using PipelineGuard.Vulnerabilities.Explaining;

namespace PipelineGuard.Reporting.Explaining;

/// <summary>The words of explanations: short ones for programs, which never change, and sentences for people.</summary>
internal static class ExplanationWords
{
    public static string Of(ExplainedAnswer answer) => answer switch
    {
        ExplainedAnswer.NotAffected => "notAffected",
        ExplainedAnswer.Waived => "waived",
        ExplainedAnswer.Affected => "affected",
        ExplainedAnswer.Unknown => "unknown",
    };

    public static string Sentence(ExplainedAnswer answer) => answer switch
    {
        ExplainedAnswer.NotAffected => "no installed package is affected",
        ExplainedAnswer.Waived => "affected, but it does not count",
        ExplainedAnswer.Affected => "affected",
        ExplainedAnswer.Unknown => "cannot be told",
    };

    public static string Of(MatchOutcome outcome) => outcome switch
    {
        MatchOutcome.Affected => "affected",
        MatchOutcome.Fixed => "fixed",
        MatchOutcome.OutsideRanges => "outsideRanges",
        MatchOutcome.VersionUnreadable => "versionUnreadable",
        MatchOutcome.Superseded => "superseded",
        MatchOutcome.OtherStream => "otherStream",
        MatchOutcome.NoVulnerability => "noVulnerability",
        MatchOutcome.OtherRelease => "otherRelease",
        MatchOutcome.Withdrawn => "withdrawn",
        MatchOutcome.OtherSource => "otherSource",
        MatchOutcome.OtherEcosystem => "otherEcosystem",
        MatchOutcome.NotLookedUp => "notLookedUp",
    };

    /// <summary>Two or three words in front of a package.</summary>
    public static string Short(MatchOutcome outcome) => outcome switch
    {
        MatchOutcome.Affected => "affected",
        MatchOutcome.VersionUnreadable or MatchOutcome.NotLookedUp => "cannot tell",
        MatchOutcome.Fixed or MatchOutcome.OutsideRanges or MatchOutcome.Superseded or MatchOutcome.OtherStream or MatchOutcome.NoVulnerability or MatchOutcome.OtherRelease
            or MatchOutcome.Withdrawn or MatchOutcome.OtherSource or MatchOutcome.OtherEcosystem => "not affected",
    };

    /// <summary>Why, in a sentence.</summary>
    public static string Why(MatchOutcome outcome, PackageTrace trace)
    {
        var ecosystems = string.Join(", ", trace.Advisories.Select(advisory => advisory.Ecosystem).Distinct());
        return outcome switch
        {
            MatchOutcome.Affected => "an advisory holds for the installed version",
            MatchOutcome.Fixed => "the installed version has the fix",
            MatchOutcome.OutsideRanges => "the installed version is in none of the affected ranges, and not listed",
            MatchOutcome.VersionUnreadable => "the installed version cannot be placed among those of the advisory",
            MatchOutcome.Superseded => $"it lies in the image but never runs: {trace.Package.SupersededBy} is used instead",
            MatchOutcome.OtherStream => $"the advisory is about another module stream{(trace.Key is { Module.Name: { } stream } ? $"; installed is {stream}" : "")}",
            MatchOutcome.NoVulnerability => "the advisory announces an update that fixes no vulnerability",
            MatchOutcome.OtherRelease => $"the advisory is about other releases or channels, not about {trace.Key?.FullEcosystem}",
            MatchOutcome.Withdrawn => "the source took its advisory back",
            MatchOutcome.OtherSource => $"the advisory is about a source package of that name; this one was built from {trace.Key?.Name}",
            MatchOutcome.OtherEcosystem => $"there is an advisory about a package of that name for {ecosystems}, none for {trace.Key?.FullEcosystem}",
            MatchOutcome.NotLookedUp => $"there are no advisories for this distribution or release, or the package comes from elsewhere; {ecosystems} has one about a package of that name",
        };
    }

    public static string Of(ClaimScope scope) => scope switch
    {
        ClaimScope.Meant => "meant",
        ClaimScope.OtherRelease => "otherRelease",
        ClaimScope.OtherChannel => "otherChannel",
        ClaimScope.OtherStream => "otherStream",
        ClaimScope.OtherPackage => "otherPackage",
    };

    /// <summary>Why a statement was passed over.</summary>
    public static string Sentence(ClaimScope scope) => scope switch
    {
        ClaimScope.Meant => "meant",
        ClaimScope.OtherRelease => "another release",
        ClaimScope.OtherChannel => "another support channel",
        ClaimScope.OtherStream => "packages of modules only, or of none only",
        ClaimScope.OtherPackage => "another package",
    };

    public static string Of(RangePosition position) => position switch
    {
        RangePosition.Outside => "outside",
        RangePosition.BeforeFix => "beforeFix",
        RangePosition.BeforeEnd => "beforeEnd",
        RangePosition.NoEnd => "noEnd",
    };

    /// <summary>How a version stands in a range.</summary>
    public static string Sentence(RangeTrace range) => range.Position switch
    {
        RangePosition.Outside => "outside",
        RangePosition.BeforeFix => $"affected, before the fix {range.FixedIn}",
        RangePosition.BeforeEnd => "affected, up to the end of the range; it names no fix",
        RangePosition.NoEnd => "affected, and the range has no end: there is no fix",
    };

    public static string Of(VersionEventKind kind) => kind switch
    {
        VersionEventKind.IntroducedAtStart => "introducedAtStart",
        VersionEventKind.Introduced => "introduced",
        VersionEventKind.IntroducedAfter => "introducedAfter",
        VersionEventKind.Fixed => "fixed",
        VersionEventKind.LastAffected => "lastAffected",
        VersionEventKind.Limit => "limit",
    };

    /// <summary><c>introduced 1.0: 1.2 comes after it</c>.</summary>
    public static string Sentence(RangeStep step, string version)
    {
        if (step.Event.Kind is VersionEventKind.IntroducedAtStart) return "affected from the first version on";
        var what = step.Event.Kind switch
        {
            VersionEventKind.IntroducedAtStart or VersionEventKind.Introduced => "introduced in",
            VersionEventKind.IntroducedAfter => "introduced behind",
            VersionEventKind.Fixed => "fixed in",
            VersionEventKind.LastAffected => "last affected is",
            VersionEventKind.Limit => "limited to versions before",
        };
        return $"{what} {step.Event.Version}: {version} {(step.Order < 0 ? "<" : step.Order > 0 ? ">" : "=")} {step.Event.Version}";
    }

    /// <summary><c>Debian:12</c>.</summary>
    public static string FullEcosystem(string ecosystem, AffectedVersions affected) => affected.Release is { } release ? $"{ecosystem}:{release}" : ecosystem;

    /// <summary>How the package was looked up.</summary>
    public static string LookedUpAs(AdvisoryKey key, Package package)
    {
        var source = key.Name.Equals(package.Name, StringComparison.OrdinalIgnoreCase) ? "" : " (its source package)";
        var module = key.Module.Name is { } stream ? $", module {stream}" : "";
        return $"{key.FullEcosystem} {key.Name} {key.Version}{source}{module}; versions are ordered by the rules of {key.VersionScheme}";
    }
}
