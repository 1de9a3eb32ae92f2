using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Lifecycle.Rules;

/// <summary>Looks at how long what is installed is supported. A rule keeps no state.</summary>
internal abstract class LifecycleRule
{
    private const int NamedPlaces = 3;

    /// <summary>The day on which the examples of all rules are judged.</summary>
    public static readonly DateOnly ExampleDay = new(2026, 11, 23);

    /// <summary>What the rule says about itself.</summary>
    public abstract RuleInfo Info { get; }

    /// <summary>Reports what it finds, one finding for each release that is installed; the order does not matter.</summary>
    public IEnumerable<Finding> Check(LifecycleTarget target, SupportCalendar calendar) =>
        from what in InstalledIn(target.Inventory)
        let release = calendar.ReleaseOf(what)
        where release is not null && Concerns(release, calendar)
        group what by release into places
        select Make(target, [.. places], places.Key, calendar);

    /// <summary>What it looks at.</summary>
    protected abstract IEnumerable<Installed> InstalledIn(Inventory inventory);

    /// <summary>True when a release is to be reported.</summary>
    protected abstract bool Concerns(ProductRelease release, SupportCalendar calendar);

    /// <summary>The sentence that says so.</summary>
    protected abstract string Say(string name, ProductRelease release, SupportCalendar calendar);

    private Finding Make(LifecycleTarget target, IReadOnlyList<Installed> places, ProductRelease release, SupportCalendar calendar)
    {
        var (id, first) = (new RuleId(Info.Id), places[0]);
        return new()
        {
            Rule = id,
            Kind = FindingKind.EndOfLife,
            Severity = places.All(place => place.IsCompiledIn) ? Severity.Low : Info.Severity,
            Title = Info.Title,
            Message = $"{Say($"{first.Title} {release.Name}", release, calendar)} {calendar.Outlook(first, release)}{OtherPlaces(places)}",
            Location = first.Path is { } path ? new(LocationKind.ImageFile, path) : new(LocationKind.Image, target.LogicalName),
            Target = target.Name,
            Fingerprint = Fingerprint.Of(id, $"{release.Product} {release.Name}", target.LogicalName),
            Package = first.Package is { } package ? Affected(package, target.Inventory.Distribution) : null,
            Layer = first.Layer is { } layer ? target.LayerOf(layer) : null,
        };
    }

    private static AffectedPackage Affected(Package package, Distribution? distribution) =>
        new(PackageUrl.For(package, distribution).ToString(), package.Type.Purl, package.Name, package.Version) { FoundIn = package.FoundIn.Value };

    private static string OtherPlaces(IEnumerable<Installed> places)
    {
        var others = places.Select(place => place.Folder ?? place.Path).OfType<string>().Distinct().Skip(1).ToList();
        if (others.Count == 0) return "";
        return $" It is also in {string.Join(", ", others.Take(NamedPlaces))}{(others.Count > NamedPlaces ? $" and {others.Count - NamedPlaces} more places" : "")}.";
    }
}

/// <summary>Reports releases that have no support any more.</summary>
internal abstract class OutOfSupportRule : LifecycleRule
{
    protected sealed override bool Concerns(ProductRelease release, SupportCalendar calendar) => calendar.IsOver(release);

    protected sealed override string Say(string name, ProductRelease release, SupportCalendar calendar) =>
        FormattableString.Invariant($"{name} has been without updates since {release.End:yyyy-MM-dd}.");
}

/// <summary>Reports releases whose support ends within the days that the policy names.</summary>
internal abstract class EndingSupportRule : LifecycleRule
{
    protected sealed override bool Concerns(ProductRelease release, SupportCalendar calendar) => calendar.EndsSoon(release);

    protected sealed override string Say(string name, ProductRelease release, SupportCalendar calendar)
    {
        int days = release.LastDay!.Value.DayNumber - calendar.Today.DayNumber;
        return FormattableString.Invariant($"{name} gets its last updates on {release.LastDay:yyyy-MM-dd}, {(days == 0 ? "today" : days == 1 ? "tomorrow" : $"in {days} days")}.");
    }
}
