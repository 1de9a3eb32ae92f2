namespace PipelineGuard.Advisories;

/// <summary>What advisory data a scan had for one ecosystem; part of the coverage statement.</summary>
/// <param name="Ecosystem">The OSV ecosystem without release: <c>Debian</c>, <c>NuGet</c>.</param>
/// <param name="Advisories">How many advisories it holds.</param>
/// <param name="Newest">When its newest advisory was modified at the source.</param>
/// <param name="IsStarter">True for the embedded starter set.</param>
public sealed record AdvisoryDataInfo(string Ecosystem, int Advisories, DateTimeOffset Newest, bool IsStarter)
{
    /// <summary>
    /// The date that the age gate looks at: when a server last confirmed that this is its current data, which may be long after
    /// <see cref="Newest"/> in a quiet ecosystem; the same as <see cref="Newest"/> for data that came from files.
    /// </summary>
    public DateTimeOffset AsOf { get; init; } = Newest;
}
