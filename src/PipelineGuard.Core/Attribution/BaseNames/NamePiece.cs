using PipelineGuard.Findings;

namespace PipelineGuard.Attribution.BaseNames;

/// <summary>A part of an image's name.</summary>
/// <param name="Text">What it is.</param>
/// <param name="Place">Where it is written; null for what stands in no file that could be edited.</param>
internal sealed record NamePiece(string Text, Location? Place)
{
    /// <summary>The variable that it is the value of, as a file refers to it; null for what stands in the name itself.</summary>
    public string? Variable { get; init; }

    /// <summary>True when a build may give the variable another value.</summary>
    public bool MayBeReplaced { get; init; }
}
