using System.Collections.Immutable;
using PipelineGuard.Archives;
using PipelineGuard.Secrets.Known;

namespace PipelineGuard.Secrets;

/// <summary>Looks for secrets in the files of one archive.</summary>
/// <param name="inspector">Looks at one file after another.</param>
internal sealed class ArchivedSecrets(SecretInspector inspector) : IArchiveVisitor
{
    private readonly List<SecretHit> _hits = [];
    private ArchivedFile _file;

    /// <inheritdoc/>
    public bool IsFull { get; private set; }

    /// <summary>What was found, with the place in the archive.</summary>
    public ImmutableArray<SecretHit> Hits => [.. _hits];

    /// <inheritdoc/>
    public bool Begin(ArchivedFile file, ReadOnlySpan<byte> head)
    {
        if (KnownSecrets.IsPublic(file.Inside) || KnownSecrets.IsPublic(file.Path)) return false;
        _file = file;
        inspector.Begin(file.Path, file.Size ?? long.MaxValue, head);
        return true;
    }

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> block) => inspector.Append(block);

    /// <inheritdoc/>
    public void Finish()
    {
        var hits = inspector.Finish();
        IsFull |= inspector.IsCut || _hits.Count + hits.Length > SecretScanner.MostHits;
        _hits.AddRange(hits.Take(SecretScanner.MostHits - _hits.Count).Select(hit => hit with { Inside = _file.Inside }));
    }
}
