using PipelineGuard.Packages;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>What reading one target gave, before anything is matched or judged.</summary>
/// <param name="Report">Its part of the report.</param>
/// <param name="Inventory">What is installed in it.</param>
internal sealed record TargetScan(TargetReport Report, Inventory Inventory);
