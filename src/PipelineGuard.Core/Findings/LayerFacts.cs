namespace PipelineGuard.Findings;

/// <summary>The image layer that brought a finding.</summary>
/// <param name="Index">Position, counted from 0 at the bottom, empty history entries not counted.</param>
/// <param name="DiffId">Digest of the uncompressed layer (OCI image spec, config §rootfs); null for a root file system.</param>
public sealed record LayerFacts(int Index, string? DiffId)
{
    /// <summary>The history text of the instruction that made the layer; null when the image has no history for it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Whether the base image or the application brought it; null when unknown.</summary>
    public LayerOrigin? Origin { get; init; }
}
