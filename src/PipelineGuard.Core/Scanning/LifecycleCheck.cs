using PipelineGuard.Findings;
using PipelineGuard.Lifecycle;
using PipelineGuard.Lifecycle.Rules;
using PipelineGuard.Policy;

namespace PipelineGuard.Scanning;

/// <summary>How long what is installed in the targets is supported.</summary>
internal static class LifecycleCheck
{
    /// <summary>What has no support any more, or not for long.</summary>
    /// <param name="scans">The targets.</param>
    /// <param name="policy">Says how far ahead to look.</param>
    /// <param name="today">The day on which they are judged, in UTC.</param>
    public static IEnumerable<Finding> Run(IEnumerable<TargetScan> scans, GuardPolicy policy, DateOnly today)
    {
        var calendar = new SupportCalendar(SupportDates.Embedded, today, policy.EndOfLife.WarnDays);
        return scans.SelectMany(scan => LifecycleRules.Check(TargetOf(scan), calendar));
    }

    private static LifecycleTarget TargetOf(TargetScan scan)
    {
        var layers = scan.Report.Layers.ToDictionary(layer => layer.Facts.Index, layer => layer.Facts);
        return new(scan.Report.Name, scan.Report.LogicalName, scan.Inventory, layers.GetValueOrDefault);
    }
}
