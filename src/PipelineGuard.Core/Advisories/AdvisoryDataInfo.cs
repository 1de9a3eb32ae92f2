namespace PipelineGuard.Advisories;

/// <summary>What advisory data a scan had for one ecosystem; part of the coverage statement.</summary>
/// <param name="Ecosystem">The OSV ecosystem without release: <c>Debian</c>, <c>NuGet</c>.</param>
/// <param name="Advisories">How many advisories it holds.</param>
/// <param name="Newest">When its newest advisory was modified at the source: the date that the age gate looks at.</param>
/// <param name="IsStarter">True for the embedded starter set.</param>
public sealed record AdvisoryDataInfo(string Ecosystem, int Advisories, DateTimeOffset Newest, bool IsStarter);
