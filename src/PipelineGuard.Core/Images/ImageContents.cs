using System.Collections.Immutable;

namespace PipelineGuard.Images;

/// <summary>What an analyser learned from one file.</summary>
/// <param name="Layer">Index of the layer that holds the file.</param>
/// <param name="Path">The path under which the analyser wanted it; for a linked file it need not be where the content is.</param>
/// <param name="Result">What was learned.</param>
/// <param name="Visible">True when this path still shows this very file in the final file system.</param>
internal sealed record AnalyzedFile<T>(int Layer, ImagePath Path, T Result, bool Visible);

/// <summary>What was read of one layer.</summary>
/// <param name="Index">Its position, counted from 0 at the bottom.</param>
/// <param name="Bytes">Bytes when uncompressed; of an incomplete layer those that were read.</param>
/// <param name="Files">Regular files in it.</param>
/// <param name="Complete">True when all of it was read and is what the image's digests promise.</param>
/// <param name="Entries">Everything it changes.</param>
internal sealed record LayerContents(int Index, long Bytes, int Files, bool Complete, LayerEntries Entries);

/// <summary>What one pass over an image gave.</summary>
/// <param name="Layers">The layers, bottom first.</param>
/// <param name="View">The final file system.</param>
/// <param name="Files">What the analyser learned, each file once, by layer and path; deleted and replaced files included.</param>
internal sealed record ImageContents<T>(ImmutableArray<LayerContents> Layers, FileSystemView View, ImmutableArray<AnalyzedFile<T>> Files);
