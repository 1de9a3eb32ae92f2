namespace PipelineGuard.Lifecycle.Rules;

/// <summary>What is known about support, seen from one day.</summary>
/// <param name="Dates">How long releases are supported.</param>
/// <param name="Today">The day on which the image is judged, in UTC.</param>
/// <param name="WarnDays">How many days ahead an end is worth saying; 0 for never.</param>
internal sealed record SupportCalendar(SupportDates Dates, DateOnly Today, int WarnDays)
{
    private const int MostSuccessors = 3;

    /// <summary>The release that something installed belongs to; null when it is unknown.</summary>
    public ProductRelease? ReleaseOf(Installed what) => Dates.Find(what.Product, ProductRelease.NamesFor(what.Version));

    /// <summary>True when there is no support any more.</summary>
    public bool IsOver(ProductRelease release) => release.HasEnded(Today);

    /// <summary>True when there is support, but not for long.</summary>
    public bool EndsSoon(ProductRelease release) => WarnDays > 0 && !IsOver(release) && release.LastDay <= Today.AddDays(WarnDays);

    /// <summary>Where to go from a release, in a sentence: <c>Move to Debian 13 (until 2030-06-30) or 12 (until 2028-06-30).</c></summary>
    public string Outlook(Installed what, ProductRelease release)
    {
        // To move to what ends as soon would be to move twice.
        var successors = Dates.Successors(release, Today.AddDays(WarnDays)).Take(MostSuccessors).Select(Describe).ToList();
        return successors switch
        {
            [] => "No later release with support is known.",
            [var only] => $"Move to {what.Title} {only}.",
            [.. var first, var last] => $"Move to {what.Title} {string.Join(", ", first)} or {last}.",
        };
    }

    private static string Describe(ProductRelease release) =>
        release.LastDay is { } day ? FormattableString.Invariant($"{release.Name} (until {day:yyyy-MM-dd})") : release.Name;
}
