using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.IO;
using PipelineGuard.IO.Tar;

namespace PipelineGuard.Images;

/// <summary>What one pass over one layer gave.</summary>
internal sealed record LayerResult<T>(LayerContents Contents, ImmutableArray<FoundFile<T>> Files);

/// <summary>Reads one layer once: notes every entry, analyses the wanted files, verifies the digests.</summary>
internal sealed class LayerPass<T> : IDisposable
{
    private readonly Layer _layer;
    private readonly ReadSession _session;
    private readonly ProblemLimiter _problems;
    private readonly FileAnalysis<T> _analysis;
    private readonly EntryNames _names;
    private readonly LayerEntries _entries = new();
    private readonly ImmutableArray<FoundFile<T>>.Builder _found = ImmutableArray.CreateBuilder<FoundFile<T>>();
    private long _bytes;
    private int _files;

    private LayerPass(Layer layer, IFileAnalyzer<T> analyzer, ReadSession session)
    {
        (_layer, _session) = (layer, session);
        _problems = new(layer, session.Log);
        _analysis = new(analyzer, _problems, session.Log, session.Limits);
        _names = new(session.Limits);
    }

    /// <summary>Reads it. Whatever is wrong with the layer becomes a problem, and what was read before stays.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="analyzer">Gets the wanted files.</param>
    /// <param name="session">What the threads share.</param>
    /// <param name="twoThreads">Whether to inflate on another thread.</param>
    public static LayerResult<T> Run(Layer layer, IFileAnalyzer<T> analyzer, ReadSession session, bool twoThreads)
    {
        using var pass = new LayerPass<T>(layer, analyzer, session);
        pass.TryRead(twoThreads);
        pass._problems.Finish();
        pass._entries.TrimExcess();
        return new(new(layer.Index, pass._bytes, pass._files, !pass._problems.IsIncomplete, pass._entries), pass._found.ToImmutable());
    }

    public void Dispose() => _analysis.Dispose();

    private void TryRead(bool twoThreads)
    {
        try
        {
            if (_layer.Unreadable is { } why) _problems.Report(Problems.LayerUnreadable, why);
            else if (_layer.Folder is { } folder) ReadFolder(folder);
            else ReadArchive(twoThreads);
        }
        catch (LimitException limit)
        {
            _problems.Report(Problems.LimitReached, limit.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException || Decompressor.IsDamage(failure))
        {
            _problems.Report(Problems.LayerUnreadable, failure.Message);
        }
    }

    private void ReadFolder(string folder)
    {
        using var reader = new DirectoryReader(
            folder, (path, why) => _problems.Report(Problems.FileUnreadable, $"'{path}': {why}"), _session.Cancellation);
        TakeAll(reader);
    }

    private void ReadArchive(bool twoThreads)
    {
        // The bytes of a plain layer are those of its diff id.
        bool isPlain = _layer.Compression == Compression.None;
        using var stream = new LayerStream(_layer, hashed: _layer.Digest is not null || isPlain, _session.Limits, _session.OnRead, _session.Cancellation);
        bool hashUncompressed = !isPlain && _layer.DiffId is not null && (_layer.Digest is null || _session.Checks == DigestChecks.BytesAndDiffIds);
        var diffId = ReadTar(stream, twoThreads, hashUncompressed);
        var digest = stream.Finish();
        Verify(_layer.Digest, digest, "its digest");
        Verify(_layer.DiffId, isPlain ? digest : diffId, "its diff id");
    }

    // Gives the digest of the uncompressed bytes; null when they were not hashed, or not to the end.
    private Digest? ReadTar(LayerStream stream, bool twoThreads, bool hashUncompressed)
    {
        using var pipe = twoThreads ? new BlockPipe(stream.Fill, LayerStream.BlockSize) : null;
        IBlockSource blocks = pipe as IBlockSource ?? new DirectBlocks(stream.Fill, LayerStream.BlockSize);
        using var hashed = hashUncompressed ? new HashedBlocks(blocks) : null;
        blocks = hashed ?? blocks;
        using var tar = new TarReader(blocks, _session.Limits);
        try
        {
            TakeAll(tar);
            // What stands behind the end of the archive is part of the digests, and damage there is damage.
            while (!blocks.Next().IsEmpty)
            {
            }
            return hashed?.Digest();
        }
        catch (Exception damage) when (Decompressor.IsDamage(damage))
        {
            _problems.Report(Problems.LayerUnreadable, damage.Message);
            return null;
        }
        finally
        {
            _bytes = stream.Bytes;
        }
    }

    private void Verify(Digest? promised, Digest? actual, string name)
    {
        if (promised is { } expected && actual is { } found && expected != found)
        {
            _problems.Report(Problems.DigestMismatch, $"The image promises {expected} as {name}, but the bytes have {found}.");
        }
    }

    private void TakeAll(IEntryReader reader)
    {
        while (reader.MoveNext())
        {
            if (_entries.Count >= _session.Limits.LayerEntries)
            {
                throw new LimitException(nameof(ReadLimits.LayerEntries), _session.Limits.LayerEntries, "The layer has more entries than");
            }
            _session.Budget.Take(Math.Min(reader.Name.Length + reader.LinkName.Length, 2 * _session.Limits.PathBytes));
            Take(reader);
        }
    }

    private void Take(IEntryReader reader)
    {
        if (!_names.TryRead(reader.Name, out var path) || EntryNames.RoleOf(ref path) is not { } role)
        {
            Refuse("An entry's path leaves the image, is too long or malformed", reader.Name);
            return;
        }
        // Opaque whiteouts may concern the root; otherwise it is there anyway.
        if (role == EntryRole.Ignored || (path == default && role != EntryRole.Opaque))
        {
            _entries.AddIgnored();
            return;
        }
        if (!TryReadLink(reader, out var link)) return;
        _entries.Add(path.Value, link, role, reader);
        if (role == EntryRole.Present && reader.Kind is EntryKind.File or EntryKind.SparseFile) TakeFile(reader, path);
    }

    private void TakeFile(IEntryReader reader, ImagePath path)
    {
        _files++;
        if (_analysis.Analyze(reader, new(_layer.Index, _entries.Count - 1), path) is { } found) _found.Add(found);
    }

    private bool TryReadLink(IEntryReader reader, out ReadOnlySpan<char> link)
    {
        link = default;
        switch (reader.Kind)
        {
            case EntryKind.SymbolicLink when _names.TryReadTarget(reader.LinkName, out link): return true;
            case EntryKind.HardLink when _names.TryRead(reader.LinkName, out var target):
                link = target.Value;
                return true;
            case EntryKind.SymbolicLink or EntryKind.HardLink:
                Refuse("A link's target leaves the image, is too long or malformed", reader.LinkName);
                return false;
            case EntryKind.File or EntryKind.Directory or EntryKind.Special or EntryKind.SparseFile: return true;
            default: throw new InvalidOperationException($"Unknown kind {reader.Kind}.");
        }
    }

    private void Refuse(string why, ReadOnlySpan<byte> text)
    {
        const int Shown = 200;
        _entries.AddIgnored();
        _problems.Report(Problems.HostileEntry, $"{why}: '{System.Text.Encoding.UTF8.GetString(text[..Math.Min(Shown, text.Length)])}'.");
    }
}
