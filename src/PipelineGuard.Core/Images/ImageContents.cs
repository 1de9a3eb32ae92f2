using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Images;

/// <summary>Learns something from single files. Called from several threads at once.</summary>
/// <typeparam name="T">What it learns from one file.</typeparam>
internal interface IFileAnalyzer<T>
{
    /// <summary>Called for every file of every layer, so it compares strings and nothing more.</summary>
    bool Wants(ImagePath path);

    /// <summary>Reads one wanted file; its content is valid during the call only.</summary>
    T Analyze(ImageFile file, IScanLog log);
}

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
