using System.Collections.Concurrent;
using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.IO;
using PipelineGuard.IO.Tar;

namespace PipelineGuard.Images;

/// <summary>
/// Second, targeted passes for files that turned out to be wanted only when all layers were known: behind hard links, symbolic links
/// and linked directories. Only the layers concerned are read, only as far as needed; nothing is hashed twice.
/// </summary>
internal static class LateReads
{
    /// <summary>Reads the entries asked for and analyses each under the path given with it.</summary>
    public static async Task<ImmutableArray<FoundFile<T>>> RunAsync<T>(
        ImmutableArray<Layer> layers, IReadOnlyDictionary<ContentKey, ImagePath> wanted, IFileAnalyzer<T> analyzer, ReadSession session)
    {
        if (wanted.Count == 0) return [];
        var byLayer = wanted.GroupBy(pair => pair.Key.Layer).ToDictionary(group => group.Key, group => group.ToDictionary(pair => pair.Key.Entry, pair => pair.Value));
        var found = new ConcurrentBag<FoundFile<T>>();
        await LayerSchedule.RunAsync([.. layers.Where(layer => byLayer.ContainsKey(layer.Index))], Read, session.Cancellation).ConfigureAwait(false);
        return [.. found];

        void Read(Layer layer, bool twoThreads, CancellationToken cancellation)
        {
            var problems = new ProblemLimiter(layer, session.Log);
            using var analysis = new FileAnalysis<T>(analyzer, problems, session.Log, session.Limits);
            try
            {
                ReadEntries(layer, byLayer[layer.Index], analysis, session with { Cancellation = cancellation }, found.Add);
            }
            catch (Exception failure) when (failure is LimitException or IOException or UnauthorizedAccessException || Decompressor.IsDamage(failure))
            {
                // The first pass came past these entries, so this is new: the file on disk has changed or vanished.
                problems.Report(Problems.LayerUnreadable, failure.Message);
            }
            problems.Finish();
        }
    }

    private static void ReadEntries<T>(Layer layer, Dictionary<int, ImagePath> wanted, FileAnalysis<T> analysis, ReadSession session, Action<FoundFile<T>> add)
    {
        using var opened = Open(layer, session);
        for (int entry = 0; wanted.Count > 0 && opened.Reader.MoveNext(); entry++)
        {
            if (wanted.Remove(entry, out var path) && analysis.Analyze(opened.Reader, new(layer.Index, entry), path) is { } found) add(found);
        }
    }

    private static OpenLayer Open(Layer layer, ReadSession session)
    {
        if (layer.Folder is { } folder) return new(new DirectoryReader(folder, (_, _) => { }, session.Cancellation), null);
        if (layer.Compression == Compression.None)
        {
            var bytes = layer.Blob!.Open();
            return new(new TarReader(new StreamBlocks(bytes, LayerStream.BlockSize, session.Cancellation), session.Limits), bytes);
        }
        var stream = new LayerStream(layer, hashed: false, session.Limits, onRead: null, session.Cancellation);
        return new(new TarReader(new DirectBlocks(stream.Fill, LayerStream.BlockSize), session.Limits), stream);
    }

    private sealed record OpenLayer(IEntryReader Reader, IDisposable? Stream) : IDisposable
    {
        public void Dispose()
        {
            Reader.Dispose();
            Stream?.Dispose();
        }
    }
}
