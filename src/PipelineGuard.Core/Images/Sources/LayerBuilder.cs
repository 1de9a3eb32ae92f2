using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources;

/// <summary>What a manifest says about one layer.</summary>
/// <param name="Path">Where the layout should have it; null when the manifest says that it is elsewhere.</param>
/// <param name="Digest">Its digest; null when not stated.</param>
/// <param name="Unreadable">Why it cannot be read, whatever is in the layout; null when it can be tried.</param>
internal sealed record LayerReference(string? Path, Digest? Digest, string? Unreadable = null)
{
    /// <summary>What to say when its file is not there.</summary>
    public string WhenMissing { get; init; } = $"Its file '{Path}' is not there.";
}

/// <summary>Makes layers of what manifest and config say.</summary>
internal static class LayerBuilder
{
    /// <summary>The layers, bottom first, each with its place in the config's history.</summary>
    /// <exception cref="GuardException">There are more than <see cref="ReadLimits.Layers"/>.</exception>
    public static ImmutableArray<Layer> Build(IReadOnlyList<LayerReference> references, ImageConfig config, IImageFiles files, ReadLimits limits, JsonFile json)
    {
        if (references.Count > limits.Layers) throw json.Damaged($"It has {references.Count} layers; {limits.Layers} are allowed ({nameof(ReadLimits.Layers)}).");
        // History and layers only fit when their numbers do; a wrong instruction would be worse than none.
        var steps = config.History.Where(step => !step.EmptyLayer).ToArray();
        bool fits = steps.Length == references.Count;
        return [.. references.Select((reference, index) => Build(index, reference, config.DiffIds.ElementAtOrDefault(index), fits ? steps[index] : null, files))];
    }

    private static Layer Build(int index, LayerReference reference, Digest? diffId, HistoryEntry? history, IImageFiles files)
    {
        var blob = reference is { Path: { } path, Unreadable: null } ? files.Find(path) : null;
        var unreadable = reference.Unreadable ?? (blob is null ? reference.WhenMissing : null);
        Compression? compression = null;
        if (blob is { IsRemote: false }) unreadable = Recognize(blob, out compression);
        return new()
        {
            Index = index,
            Digest = reference.Digest,
            DiffId = diffId,
            Compression = compression,
            Size = blob?.Length ?? 0,
            History = history,
            Unreadable = unreadable,
            Blob = unreadable is null ? blob : null,
        };
    }

    private static string? Recognize(IBlob blob, out Compression? compression)
    {
        compression = null;
        try
        {
            using var stream = blob.Open();
            Span<byte> start = stackalloc byte[4];
            int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            bool supported = Decompressor.Recognize(start[..length], out var recognized, out var unsupported);
            compression = recognized;
            return supported ? null : Decompressor.NotSupported(unsupported);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure.Message;
        }
    }
}
