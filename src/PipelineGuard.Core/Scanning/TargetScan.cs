using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Packages;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>What reading one target gave, before packages are matched and findings judged.</summary>
/// <param name="Report">Its part of the report.</param>
/// <param name="Inventory">What is installed in it.</param>
internal sealed record TargetScan(TargetReport Report, Inventory Inventory)
{
    /// <summary>What was found while reading.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];
}
