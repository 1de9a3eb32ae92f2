namespace PipelineGuard.Findings;

/// <summary>One thing that went wrong while looking; the scan went on.</summary>
/// <param name="Info">The kind of trouble.</param>
/// <param name="Subject">What it was about: a file in the image, a layer, an ecosystem. May hold hostile text.</param>
/// <param name="Detail">What happened, in one sentence.</param>
public sealed record ScanProblem(ProblemInfo Info, string Subject, string Detail)
{
    /// <summary>The scanned target it belongs to; null when it concerns the whole run.</summary>
    public string? Target { get; init; }

    /// <summary>Code, subject and detail in one line.</summary>
    public override string ToString() => $"{Info.Code}: {Subject}: {Detail}";
}
