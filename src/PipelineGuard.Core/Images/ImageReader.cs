using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>Told how far reading has come: bytes done and in all, as stored. Called from several threads.</summary>
internal delegate void ReadProgress(long done, long total);

/// <summary>Reads images: one pass over all layers at once, then one look at the whole.</summary>
internal static class ImageReader
{
    /// <summary>Reads all layers and gives each wanted file to the analyser once.</summary>
    /// <param name="image">The image.</param>
    /// <param name="analyzer">Learns from files; called from several threads.</param>
    /// <param name="limits">Bounds what is read.</param>
    /// <param name="log">Takes what goes wrong; the rest of the image is still read.</param>
    /// <param name="progress">Told how far it has come; null when nobody listens.</param>
    /// <param name="cancellation">Ends it within about a tenth of a second.</param>
    /// <param name="checks">Which digests are verified.</param>
    /// <param name="cache">Knows layers of earlier runs; null for none.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<ImageContents<T>> ReadAsync<T>(
        Image image, IFileAnalyzer<T> analyzer, ReadLimits limits, IScanLog log, ReadProgress? progress, CancellationToken cancellation, DigestChecks checks = DigestChecks.Bytes,
        ILayerCache<T>? cache = null)
    {
        var session = new ReadSession(limits, checks, log, Meter(image, progress), cancellation);
        var results = new LayerResult<T>[image.Layers.Length];
        await LayerSchedule.RunAsync(image.Layers, Read, cancellation).ConfigureAwait(false);
        var layers = results.Select(result => result.Contents).ToImmutableArray();
        var problems = image.Layers.Select(layer => new ProblemLimiter(layer, log)).ToArray();
        var view = LayerMerger.Merge(layers, limits, layer => problems[layer], cancellation);
        var files = await CompleteAsync(image, [.. results.SelectMany(result => result.Files)], view, analyzer, session).ConfigureAwait(false);
        foreach (var limiter in problems) limiter.Finish();
        return new([.. layers.Select(layer => layer with { Complete = layer.Complete && !problems[layer.Index].IsIncomplete })], view, files);

        void Read(Layer layer, bool twoThreads, CancellationToken stop) =>
            results[layer.Index] = CachedPass<T>.Run(layer, analyzer, session with { Cancellation = stop }, twoThreads, cache);
    }

    /// <summary>Reads single entries of the layers again, once it is known from the whole which ones matter.</summary>
    /// <param name="image">The image.</param>
    /// <param name="wanted">The entries, each with the path to analyse it under. Layers without any are not touched.</param>
    /// <param name="analyzer">Learns from them; called from several threads.</param>
    /// <param name="limits">Bounds what is read.</param>
    /// <param name="log">Takes what goes wrong.</param>
    /// <param name="cancellation">Ends it within about a tenth of a second.</param>
    /// <returns>What was learned, in no particular order; entries that could not be read are left out and reported.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<ImmutableArray<FoundFile<T>>> ReadEntriesAsync<T>(
        Image image, IReadOnlyDictionary<ContentKey, ImagePath> wanted, IFileAnalyzer<T> analyzer, ReadLimits limits, IScanLog log, CancellationToken cancellation)
    {
        var session = new ReadSession(limits, DigestChecks.Bytes, log, OnRead: null, cancellation);
        var found = await LateReads.RunAsync(image.Layers, wanted, analyzer, session).ConfigureAwait(false);
        return [.. found.Where(file => file.IsRead)];
    }

    // Adds the files that only links lead to, and says of each whether it is still there.
    private static async Task<ImmutableArray<AnalyzedFile<T>>> CompleteAsync<T>(
        Image image, ImmutableArray<FoundFile<T>> found, FileSystemView view, IFileAnalyzer<T> analyzer, ReadSession session)
    {
        var settled = found.Where(file => file.IsNamed && (!file.IsRead || IsVisible(view, file))).Select(file => file.Key).ToHashSet();
        var wanted = LinkedFiles.Find(view, analyzer.WantsName, settled, session.Limits, (info, detail) => session.Log.Report(new(info, image.Name, detail)), session.Cancellation);
        var late = await LateReads.RunAsync(image.Layers, wanted, analyzer, session).ConfigureAwait(false);
        var replaced = late.Select(file => file.Key).ToHashSet();
        return
        [
            .. found.Where(file => !replaced.Contains(file.Key)).Concat(late).Where(file => file.IsRead)
                .OrderBy(file => file.Key.Layer).ThenBy(file => file.Path).ThenBy(file => file.Key.Entry)
                .Select(file => new AnalyzedFile<T>(file.Key.Layer, file.Path, file.Result!, IsVisible(view, file))),
        ];
    }

    private static bool IsVisible<T>(FileSystemView view, FoundFile<T> file)
    {
        int node = view.Find(file.Path);
        return node != FileSystemNode.None && view.Tree[node].Entry == file.Key.Entry && view.Tree[node].EntryLayer == file.Key.Layer;
    }

    private static Action<int>? Meter(Image image, ReadProgress? progress)
    {
        if (progress is null) return null;
        long total = image.Layers.Sum(layer => layer.Size), done = 0;
        return bytes => progress(Interlocked.Add(ref done, bytes), total);
    }
}
