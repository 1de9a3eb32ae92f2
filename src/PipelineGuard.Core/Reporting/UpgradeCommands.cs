using PipelineGuard.Attribution.Upgrades;

namespace PipelineGuard.Reporting;

/// <summary>The commands that upgrade packages in the images of a report, by the package managers that they hold.</summary>
internal sealed class UpgradeCommands(ScanReport report)
{
    private readonly Dictionary<string, TargetReport> _targets = report.Targets.DistinctBy(target => target.Name).ToDictionary(target => target.Name, StringComparer.Ordinal);

    /// <summary>The command that upgrades everything; null when the image holds no package manager that could, as those without a shell.</summary>
    /// <param name="target">The image.</param>
    /// <param name="type">The package URL type of the packages.</param>
    public string? For(string target, string type) =>
        _targets.TryGetValue(target, out var image) ? UpgradeForm.Of(image.Packages).FirstOrDefault(form => form.Type == type)?.Whole : null;
}
