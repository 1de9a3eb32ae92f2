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
    // As many as there are threads: one is taken for a file and put back after it.
    private readonly ConcurrentBag<SecretInspector> _free = [];

    /// <summary>True when a file is worth a look. Called for every file.</summary>
    public static bool Wants(in FileFacts facts) => facts.Size > 0 && !KnownSecrets.IsPublic(facts.Path.Value);

    /// <summary>Begins with a file; null when it is not looked at.</summary>
    public SecretInspector? Begin(in FileFacts facts, ReadOnlySpan<byte> head)
    {
        if (!Wants(facts)) return null;
        var inspector = _free.TryTake(out var free) ? free : new();
        inspector.Begin(facts.Path.Value, facts.Size, head);
        return inspector;
    }

    /// <summary>Ends the file and gives what was found in it.</summary>
    public ImmutableArray<SecretHit> Complete(SecretInspector inspector, ImageFile file, IScanLog log)
    {
        var hits = inspector.Finish();
        if (inspector.IsCut) log.Report(new(Problems.SecretsCut, file.Path.Value, $"The first {SecretScanner.MostHits} secrets in it are listed; there are more."));
        _free.Add(inspector);
        return hits;
    }
}
