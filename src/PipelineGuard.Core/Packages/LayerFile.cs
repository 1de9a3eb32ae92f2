using PipelineGuard.Images;

namespace PipelineGuard.Packages;

/// <summary>One file that tells about packages, as one layer has it.</summary>
/// <param name="Layer">The layer, counted from 0 at the bottom.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Content">What it says.</param>
/// <param name="Visible">True when it is the one in the final file system: no layer above deletes or replaces it.</param>
internal sealed record LayerFile(int Layer, ImagePath Path, CatalogedFile Content, bool Visible);
