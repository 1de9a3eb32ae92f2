namespace PipelineGuard.Findings;

/// <summary>Why a finding does not count for the gate although it is reported.</summary>
/// <param name="Source">Where that was decided: <c>.pipelineguard.yml(12,5)</c>, <c>Dockerfile(3,1)</c>.</param>
/// <param name="Reason">The reason given; never empty.</param>
/// <param name="Expires">The last day on which it holds; null for a decision without an end, such as an ignore comment.</param>
public sealed record Suppression(string Source, string Reason, DateOnly? Expires)
{
    /// <summary>Why a vulnerability does not matter, one of <see cref="VexJustifications.All"/>; null when that was not said.</summary>
    public string? Justification { get; init; }
}
