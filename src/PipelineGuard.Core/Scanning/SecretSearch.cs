using System.Collections.Concurrent;
using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Secrets;
using PipelineGuard.Secrets.Known;

namespace PipelineGuard.Scanning;

/// <summary>Looks for secrets in files while they are read, on several threads.</summary>
internal sealed class SecretSearch
{
    // To hash a secret is dear on purpose: an image that is made of secrets must not keep us for hours.
    private const int MostHits = 10_000;

    // As many as there are threads: one is taken for a file and put back after it.
    private readonly ConcurrentBag<SecretInspector> _free = [];
    private int _hits;

    /// <summary>True when a file is worth a look. Called for every file.</summary>
    public static bool Wants(in FileFacts facts) => facts.Size > 0 && !KnownSecrets.IsPublic(facts.Path.Value);

    /// <summary>Begins with a file; null when it is not looked at.</summary>
    public SecretInspector? Begin(in FileFacts facts, ReadOnlySpan<byte> head)
    {
        if (!Wants(facts) || Volatile.Read(ref _hits) > MostHits) return null;
        var inspector = _free.TryTake(out var free) ? free : new();
        inspector.Begin(facts.Path.Value, facts.Size, head);
        return inspector;
    }

    /// <summary>Ends the file and gives what was found in it.</summary>
    /// <param name="inspector">Has seen all of it.</param>
    /// <param name="file">The file.</param>
    /// <param name="open">Shows the files in it; null when it is no archive that is opened.</param>
    /// <param name="log">Takes what was not looked at.</param>
    public ImmutableArray<SecretHit> Complete(SecretInspector inspector, ImageFile file, Action<ArchivedSecrets>? open, IScanLog log)
    {
        var hits = inspector.Finish();
        bool isCut = inspector.IsCut;
        if (open is not null)
        {
            var inside = new ArchivedSecrets(inspector);
            open(inside);
            isCut |= inside.IsFull;
            // What stands in an archive uncompressed was found in its bytes already, without the place.
            hits = [.. hits.Where(hit => !inside.Hits.Any(other => other.Hash == hit.Hash)), .. inside.Hits];
        }
        if (isCut) log.Report(new(Problems.SecretsCut, file.Path.Value, $"The first {SecretScanner.MostHits} secrets in it are listed; there are more."));
        _free.Add(inspector);
        if (hits.IsEmpty) return hits;
        int all = Interlocked.Add(ref _hits, hits.Length);
        if (all > MostHits && all - hits.Length <= MostHits) log.Report(new(Problems.SecretsCut, file.Path.Value, $"It brings the secrets of the image beyond {MostHits}: files read after it were not searched."));
        return hits;
    }
}
