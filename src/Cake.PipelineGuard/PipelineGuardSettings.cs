namespace Cake.PipelineGuard;

/// <summary>What every alias understands that reads images.</summary>
public class PipelineGuardSettings
{
    /// <summary>The reports to write, each as <c>FORMAT=FILE</c>; <c>FORMAT</c> alone is shown in the log.</summary>
    public ICollection<string> Output { get; init; } = [];

    /// <summary>Which image of a multi-platform index to read: <c>linux/arm64</c>; null for this machine's.</summary>
    public string? Platform { get; set; }

    /// <summary>Safety limits, each as <c>NAME=VALUE</c>.</summary>
    public ICollection<string> Limit { get; init; } = [];
}
