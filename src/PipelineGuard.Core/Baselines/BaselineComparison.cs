using System.Collections.Immutable;

namespace PipelineGuard.Baselines;

/// <summary>What a scan found, held against a baseline.</summary>
/// <param name="File">The baseline, as the user named it.</param>
/// <param name="New">How many findings are not in it.</param>
/// <param name="Unchanged">How many are.</param>
/// <param name="Fixed">The entries, of the targets that were scanned, that were not found again.</param>
public sealed record BaselineComparison(string File, int New, int Unchanged, ImmutableArray<BaselineEntry> Fixed);
