using System.Collections.Immutable;
using PipelineGuard.Advisories;

namespace PipelineGuard.Vulnerabilities;

/// <summary>An advisory that holds for an installed version.</summary>
/// <param name="Advisory">The advisory.</param>
/// <param name="Claims">All it says about the package, also the claims that do not hold the version.</param>
internal sealed record RecordMatch(Advisory Advisory, ImmutableArray<AffectedVersions> Claims)
{
    /// <summary>True when it came out together with the fix, although its id is a CVE.</summary>
    public bool DatesFix { get; init; }
}

/// <summary>The matches that are about one vulnerability.</summary>
/// <param name="Id">The id users search for: the CVE when there is one, else the GHSA id, else the source's own.</param>
/// <param name="Aliases">The other ids, sorted.</param>
/// <param name="Own">Advisories about this vulnerability alone, best known id first.</param>
/// <param name="Shared">Errata that fix others too, so that their rating and text are not about this one.</param>
internal sealed record FoldedMatch(string Id, ImmutableArray<string> Aliases, ImmutableArray<RecordMatch> Own, ImmutableArray<RecordMatch> Shared)
{
    /// <summary>All of them, the most specific first.</summary>
    public IEnumerable<RecordMatch> All => Own.Concat(Shared);

    /// <summary>True when the package itself is the attack.</summary>
    public bool IsMalicious => AdvisoryIds.IsMalicious(Id) || Aliases.Any(AdvisoryIds.IsMalicious);

    /// <summary>The CVEs among its ids.</summary>
    public IEnumerable<string> Cves => Aliases.Prepend(Id).Where(id => id.StartsWith("CVE-", StringComparison.Ordinal));
}

/// <summary>
/// Folds the advisories of one package into vulnerabilities: those that share an id are one; an erratum that fixes several
/// CVEs is taken apart into them.
/// </summary>
internal sealed class AliasFolding
{
    private readonly Dictionary<string, int> _groupOf = new(StringComparer.Ordinal);
    private readonly List<Group> _groups = [];

    /// <summary>The vulnerabilities, ordered by id.</summary>
    public static ImmutableArray<FoldedMatch> Fold(IEnumerable<RecordMatch> matches)
    {
        var folding = new AliasFolding();
        foreach (var match in matches) folding.Add(match);
        return [.. folding._groups.Where(group => group.MergedInto is null).Select(group => group.ToMatch()).OrderBy(match => match.Id, StringComparer.Ordinal)];
    }

    private void Add(RecordMatch match)
    {
        var advisory = match.Advisory;
        var fixes = AdvisoryIds.Fixes(advisory);
        if (fixes.Count > 1)
        {
            foreach (var cve in fixes) GroupOf([cve]).Shared.Add(match);
            return;
        }
        GroupOf([.. AdvisoryIds.AllOf(advisory)]).Own.Add(match);
    }

    // The one group of all these ids; groups that turn out to be the same are merged.
    private Group GroupOf(IReadOnlyCollection<string> ids)
    {
        var target = ids.Select(Find).OfType<Group>().FirstOrDefault();
        if (target is null) _groups.Add(target = new(_groups.Count));
        foreach (var id in ids)
        {
            if (Find(id) is { } other && other != target) target.Take(other);
            if (target.Ids.Add(id)) _groupOf[id] = target.Index;
        }
        return target;
    }

    private Group? Find(string id)
    {
        if (!_groupOf.TryGetValue(id, out int index)) return null;
        var group = _groups[index];
        while (group.MergedInto is { } next) group = next;
        _groupOf[id] = group.Index; // Shortens the chain for the next time.
        return group;
    }

    private sealed class Group(int index)
    {
        public int Index => index;
        public Group? MergedInto { get; private set; }
        public HashSet<string> Ids { get; } = new(StringComparer.Ordinal);
        public List<RecordMatch> Own { get; } = [];
        public List<RecordMatch> Shared { get; } = [];

        public void Take(Group other)
        {
            other.MergedInto = this;
            Ids.UnionWith(other.Ids);
            Own.AddRange(other.Own);
            Shared.AddRange(other.Shared);
        }

        public FoldedMatch ToMatch()
        {
            var own = Own.OrderBy(match => match.Advisory.Id, AdvisoryIds.Order);
            var shared = Shared.OrderBy(match => match.Advisory.Id, StringComparer.Ordinal);
            var ids = Ids.Concat(Shared.Select(match => match.Advisory.Id)).Distinct().Order(StringComparer.Ordinal).ToArray();
            var id = ids.Where(AdvisoryIds.IsWellKnown).Min(AdvisoryIds.Order) ?? own.First().Advisory.Id;
            return new(id, [.. ids.Where(other => other != id)], [.. own], [.. shared]);
        }
    }
}
