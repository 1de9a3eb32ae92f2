using System.Collections.Immutable;
using PipelineGuard.Advisories;
using PipelineGuard.Packages;
using PipelineGuard.Packages.DotNet;
using PipelineGuard.Versions;

namespace PipelineGuard.Vulnerabilities.Explaining;

/// <summary>
/// Goes the way of <see cref="VulnerabilityMatcher"/> for one vulnerability and writes down each step. It decides nothing by itself: what holds
/// is asked of the same functions, and a test holds the two against each other.
/// </summary>
/// <param name="mentions">What the advisories about the vulnerability say.</param>
/// <param name="distribution">The operating system; null when unknown.</param>
internal sealed class PackageTracer(ImmutableArray<AdvisoryMention> mentions, Distribution? distribution)
{
    /// <summary>The steps for a package; null when no advisory names it.</summary>
    public PackageTrace? Trace(Package package)
    {
        var key = AdvisoryKey.For(package, distribution);
        var own = mentions.Where(mention => key is { } known && Names(mention, known)).ToList();
        var named = own.Count > 0 ? own : [.. mentions.Where(mention => IsNamesake(mention, package))];
        if (named.Count == 0) return null;

        var advisories = named.GroupBy(mention => (mention.Ecosystem, mention.Package, mention.Record))
            .Select(group => key is { } known && own.Count > 0 ? Trace(group.ToList(), known) : Namesake(group.ToList(), key))
            .OrderBy(trace => trace.Outcome).ThenBy(trace => trace.Advisory.Id, StringComparer.Ordinal).ToImmutableArray();
        return new(package, key, package.SupersededBy is null ? advisories[0].Outcome : MatchOutcome.Superseded, advisories);
    }

    // Of .NET itself Microsoft's release data speaks, too.
    private static bool Names(AdvisoryMention mention, AdvisoryKey key) =>
        (mention.Ecosystem == key.Ecosystem && mention.Package == Ecosystem.NormalizePackage(key.Ecosystem, key.Name))
        || (mention.Ecosystem == DotNetComponents.Ecosystem && key.Ecosystem == PackageType.NuGet.OsvEcosystem && mention.Package == DotNetComponents.FrameworkOf(key.Name));

    private static bool IsNamesake(AdvisoryMention mention, Package package) =>
        mention.Package.Equals(package.Name, StringComparison.OrdinalIgnoreCase) || mention.Package.Equals(package.SourceName, StringComparison.OrdinalIgnoreCase);

    private static AdvisoryTrace Namesake(List<AdvisoryMention> group, AdvisoryKey? key)
    {
        var first = group[0];
        var outcome = first.Withdrawn is not null ? MatchOutcome.Withdrawn
            : key is null ? MatchOutcome.NotLookedUp
            : key.Value.Ecosystem == first.Ecosystem ? MatchOutcome.OtherSource
            : MatchOutcome.OtherEcosystem;
        return new(first.Advisory, first.Ecosystem, first.Package, outcome)
        {
            Claims = first.Withdrawn is not null ? [] : [.. group.Select(mention => new ClaimTrace(mention.Affected, ClaimScope.OtherPackage))],
            Withdrawn = first.Withdrawn,
        };
    }

    private static AdvisoryTrace Trace(List<AdvisoryMention> group, AdvisoryKey key)
    {
        var first = group[0];
        if (first.Withdrawn is { } day) return new(first.Advisory, first.Ecosystem, first.Package, MatchOutcome.Withdrawn) { Withdrawn = day };
        var scheme = VersionSchemes.For(key.VersionScheme);
        AdvisoryClaim[] inRelease = [.. group.Where(mention => IsOfRelease(mention, key)).Select(mention => new AdvisoryClaim(mention.Record, mention.Affected))];
        var meant = ApplicableClaims.Of(inRelease, key);
        ImmutableArray<ClaimTrace> claims = [.. group.Select(mention => Trace(mention, key, meant, scheme))];
        return new(first.Advisory, first.Ecosystem, first.Package, OutcomeOf(first.Advisory, key, claims, scheme)) { Claims = claims };
    }

    private static MatchOutcome OutcomeOf(Advisory advisory, AdvisoryKey key, ImmutableArray<ClaimTrace> claims, IVersionScheme scheme)
    {
        ClaimTrace[] meant = [.. claims.Where(claim => claim.Scope is ClaimScope.Meant)];
        if (meant.Length == 0) return claims.Any(claim => claim.Scope is ClaimScope.OtherStream) ? MatchOutcome.OtherStream : MatchOutcome.OtherRelease;
        if (AdvisoryIds.IsMereUpdate(advisory)) return MatchOutcome.NoVulnerability;
        if (!ApplicableClaims.IsAboutStream(advisory, key.Module)) return MatchOutcome.OtherStream;
        if (ApplicableClaims.NeedsAll(key) ? meant.All(claim => claim.Holds) : meant.Any(claim => claim.Holds)) return MatchOutcome.Affected;
        if (!scheme.IsValid(key.Version)) return MatchOutcome.VersionUnreadable;
        bool isBehindFix = meant.SelectMany(claim => claim.Ranges).SelectMany(range => range.Steps).Any(step => step is { Event.Kind: VersionEventKind.Fixed, Order: >= 0 });
        return isBehindFix ? MatchOutcome.Fixed : MatchOutcome.OutsideRanges;
    }

    private static ClaimTrace Trace(AdvisoryMention mention, AdvisoryKey key, ImmutableArray<AffectedVersions> meant, IVersionScheme scheme)
    {
        var claim = mention.Affected;
        if (!IsOfRelease(mention, key)) return new(claim, ClaimScope.OtherRelease);
        if (!ApplicableClaims.IsOfSameModularity(claim, key)) return new(claim, ClaimScope.OtherStream);
        // What is out of reach is marked in a copy.
        if (meant.FirstOrDefault(other => other with { IsFixOutOfReach = claim.IsFixOutOfReach } == claim) is not { } chosen) return new(claim, ClaimScope.OtherChannel);
        bool isComparable = scheme.IsValid(key.Version);
        return new(chosen, ClaimScope.Meant)
        {
            Ranges = isComparable ? [.. claim.Ranges.Select(range => Trace(range, key.Version, scheme))] : [],
            Listed = claim.Versions.FirstOrDefault(listed => isComparable ? scheme.Compare(key.Version, listed) == 0 : listed == key.Version),
        };
    }

    private static RangeTrace Trace(VersionRange range, string version, IVersionScheme scheme)
    {
        var (position, fixedIn) = RangeCheck.Check(range, version, scheme);
        return new(position, fixedIn, [.. range.Events.Select(at => new RangeStep(at, OrderOf(at, version, scheme)))]);
    }

    // Every version comes behind the beginning, and before a limit that is none.
    private static int OrderOf(VersionEvent at, string version, IVersionScheme scheme) =>
        at.Kind is VersionEventKind.IntroducedAtStart ? 1
        : at is { Kind: VersionEventKind.Limit, Version: "*" } ? -1
        : Math.Sign(scheme.Compare(version, at.Version));

    private static bool IsOfRelease(AdvisoryMention mention, AdvisoryKey key) =>
        mention.Affected.Release is not { } stated || (mention.Ecosystem == key.Ecosystem && Ecosystem.IncludesRelease(key.Ecosystem, key.Release, stated));
}
