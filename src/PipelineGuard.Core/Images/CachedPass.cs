using System.Collections.Concurrent;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>Reads a layer, unless it is known what reading it would give.</summary>
internal static class CachedPass<T>
{
    /// <summary>See <see cref="LayerPass{T}.Run"/>.</summary>
    public static LayerResult<T> Run(Layer layer, IFileAnalyzer<T> analyzer, ReadSession session, bool twoThreads, ILayerCache<T>? cache)
    {
        if (cache is null || layer.Unreadable is not null) return LayerPass<T>.Run(layer, analyzer, session, twoThreads);
        if (cache.Find(layer) is { } kept && HasRoom(session.Budget, kept.Result.Contents.Entries))
        {
            foreach (var problem in kept.Problems) session.Log.Report(problem);
            for (long left = layer.Size; left > 0; left -= int.MaxValue) session.OnRead?.Invoke((int)Math.Min(left, int.MaxValue));
            return kept.Result;
        }
        var log = new ListeningLog(session.Log);
        var result = LayerPass<T>.Run(layer, analyzer, session with { Log = log }, twoThreads);
        // What could not be read must be tried again; and what concerns the layer by its place concerns this image alone.
        bool isWhole = result.Contents.Complete && result.Files.All(file => file.IsRead || !file.IsNamed) && !log.Heard.Any(problem => problem.Subject == layer.Name);
        if (isWhole) cache.Keep(layer, new(result, [.. log.Heard]));
        return result;
    }

    private static bool HasRoom(EntryBudget budget, LayerEntries entries)
    {
        try
        {
            budget.Take(entries.Count, entries.TextBytes);
            return true;
        }
        catch (LimitException)
        {
            return false; // Reading the layer reports it in its place.
        }
    }

    private sealed class ListeningLog(IScanLog inner) : IScanLog
    {
        public ConcurrentQueue<ScanProblem> Heard { get; } = [];

        public void Report(ScanProblem problem)
        {
            Heard.Enqueue(problem);
            inner.Report(problem);
        }
    }
}
