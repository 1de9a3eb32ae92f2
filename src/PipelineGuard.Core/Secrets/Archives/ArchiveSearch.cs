using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Findings;
using PipelineGuard.IO;
using PipelineGuard.IO.Tar;
using PipelineGuard.IO.Zip;
using PipelineGuard.Secrets.Known;

namespace PipelineGuard.Secrets.Archives;

/// <summary>
/// Looks for secrets in the files of one archive and of the archives in it. Nothing is unpacked to disk but an archive that must be read by offset, into a
/// temporary file without a name. What cannot be read is reported, and everything else is still looked at.
/// </summary>
/// <param name="inspector">Looks at one file after another.</param>
/// <param name="path">The archive's path in the image.</param>
/// <param name="budget">What opening it may cost.</param>
internal sealed class ArchiveSearch(SecretInspector inspector, string path, UnpackingBudget budget)
{
    private const int HeadBytes = 4096;

    private readonly List<SecretHit> _hits = [];
    private readonly byte[]?[] _heads = new byte[UnpackingBudget.MaxDepth + 2][];
    private readonly List<string> _unread = [];
    private string? _limit;
    private string? _damage;

    /// <summary>True when there were more secrets than are listed.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Looks at all of it.</summary>
    /// <param name="archive">Its content; can seek, stays open.</param>
    /// <param name="kind">What it is.</param>
    /// <returns>What was found, with the place in the archive.</returns>
    public ImmutableArray<SecretHit> Run(Stream archive, ArchiveKind kind)
    {
        try
        {
            Span<byte> head = stackalloc byte[4];
            head = head[..archive.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
            archive.Position = 0;
            Open(archive, kind, head, new Place("", 0));
        }
        catch (UnpackingException exceeded)
        {
            _limit = exceeded.Message;
        }
        catch (LimitException exceeded)
        {
            _limit = exceeded.Message;
        }
        catch (Exception broken) when (IsDamage(broken))
        {
            Damaged("", broken);
        }
        return [.. _hits];
    }

    /// <summary>Says what was not looked at.</summary>
    /// <param name="subject">The archive's path.</param>
    /// <param name="log">Takes it.</param>
    public void Report(string subject, IScanLog log)
    {
        if (_limit is not null) log.Report(new(Problems.ArchiveTooLarge, subject, _limit));
        if (_damage is not null) log.Report(new(Problems.ArchiveDamaged, subject, _damage));
        if (_unread.Count > 0) log.Report(new(Problems.ArchiveNotOpened, subject, $"'{_unread[0]}' in it{(_unread.Count > 1 ? $" and {_unread.Count - 1} more" : "")}."));
    }

    private void Open(Stream content, ArchiveKind kind, ReadOnlySpan<byte> head, Place place)
    {
        switch (kind)
        {
            case ArchiveKind.Zip or ArchiveKind.PrefixedZip: OpenZip(content, kind, place); break;
            case ArchiveKind.Tar: OpenTar(content, place); break;
            case ArchiveKind.Deb: new DebMembers(content).Walk((name, member, size) => Look(member, size, new Place(place.Inner, place.Depth + 1) { Single = name })); break;
            case ArchiveKind.Compressed: OpenCompressed(content, ArchiveKinds.CompressionOf(head), place); break;
            case ArchiveKind.None or ArchiveKind.Unreadable: break;
        }
    }

    private void OpenZip(Stream archive, ArchiveKind kind, Place place)
    {
        var entries = new List<ZipEntry>();
        ZipReader zip;
        try
        {
            zip = new(archive);
        }
        catch (InvalidDataException) when (kind == ArchiveKind.PrefixedZip)
        {
            return; // it is merely called so
        }
        try
        {
            if (!zip.Find(name => IsWanted(name, place.Depth), budget.Entries, entries)) budget.TakeEntries(int.MaxValue);
        }
        catch (InvalidDataException broken)
        {
            Damaged(place.Inner, broken);
        }
        budget.TakeEntries(entries.Count);
        foreach (var entry in entries) OpenEntry(zip, entry, place.In(entry.Name));
    }

    private void OpenEntry(ZipReader zip, ZipEntry entry, Place place)
    {
        if (entry.Size == 0 || IsCut) return;
        if (entry.IsEncrypted || entry.Method is not (ZipEntry.Stored or ZipEntry.Deflated))
        {
            _unread.Add(place.Inner);
            return;
        }
        try
        {
            using var content = new UnpackedStream(zip.Open(entry), budget, entry.Size);
            Look(content, entry.Size, place);
            if (content.IsWrong) throw new InvalidDataException($"It does not unpack to the {entry.Size} bytes that the archive says.");
        }
        catch (Exception broken) when (IsDamage(broken))
        {
            Damaged(place.Inner, broken);
        }
    }

    private void OpenTar(Stream archive, Place place)
    {
        using var tar = new TarReader(new ForwardBlocks(archive), ReadLimits.Default);
        while (tar.MoveNext() && !IsCut)
        {
            budget.TakeEntries(1);
            if (tar.Kind != EntryKind.File || tar.Size == 0) continue;
            using var content = new EntryContent(tar);
            Look(content, tar.Size, place.In(Encoding.UTF8.GetString(tar.Name)));
        }
    }

    // 'settings.json.gz' holds 'settings.json'; a tar archive within adds nothing to the place.
    private void OpenCompressed(Stream compressed, Compression compression, Place place)
    {
        using var content = new UnpackedStream(Decompressor.Open(compressed, compression), budget, size: null);
        var name = Path.GetFileNameWithoutExtension(place.Inner.Length == 0 ? path : place.Inner);
        Look(content, size: null, new Place(place.Inner, place.Depth + 1) { Single = name });
    }

    // Looks at a file; when it is an archive, at those in it.
    private void Look(Stream content, long? size, Place place)
    {
        if (KnownSecrets.IsPublic(place.Inner) || KnownSecrets.IsPublic(Full(place))) return;
        if (place.Depth > UnpackingBudget.MaxDepth + 1) throw new UnpackingException($"Archives are nested deeper than {UnpackingBudget.MaxDepth}.");
        var buffer = _heads[place.Depth] ??= new byte[HeadBytes];
        var head = buffer.AsMemory(0, content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        var kind = ArchiveKinds.Of(place.Inner, head.Span);
        if (kind == ArchiveKind.Unreadable) _unread.Add(place.Single ?? place.Inner);
        if (kind is ArchiveKind.None or ArchiveKind.Unreadable or ArchiveKind.PrefixedZip)
        {
            Inspect(content, head.Span, size, place);
            return;
        }
        try
        {
            OpenNested(new PrefixedStream(head, content), kind, head.Span, place);
        }
        catch (Exception broken) when (IsDamage(broken))
        {
            Damaged(place.Inner, broken);
        }
    }

    private void OpenNested(PrefixedStream archive, ArchiveKind kind, ReadOnlySpan<byte> head, Place place)
    {
        if (kind is ArchiveKind.Tar or ArchiveKind.Compressed)
        {
            Open(archive, kind, head, place);
            return;
        }
        using var seekable = SeekableContent.Of(archive);
        Open(seekable, kind, head, place);
    }

    private void Inspect(Stream content, ReadOnlySpan<byte> head, long? size, Place place)
    {
        var inner = place.Single is { } single ? new Place(place.Inner, place.Depth).In(single) : place;
        var block = ArrayPool<byte>.Shared.Rent(64 << 10);
        inspector.Begin(Full(inner), size ?? long.MaxValue, head);
        try
        {
            inspector.Append(head);
            for (int read; (read = content.Read(block)) > 0;) inspector.Append(block.AsSpan(0, read));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
            Add(inspector.Finish(), inner);
        }
    }

    private void Add(ImmutableArray<SecretHit> hits, Place place)
    {
        IsCut |= inspector.IsCut || _hits.Count + hits.Length > SecretScanner.MostHits;
        _hits.AddRange(hits.Take(SecretScanner.MostHits - _hits.Count).Select(hit => hit with { Inside = place.Inner }));
    }

    private string Full(Place place) => $"{path}!/{place.Inner}";

    // Compiled classes of libraries are everybody's, and many.
    private static bool IsWanted(ReadOnlySpan<byte> name, int depth) => name is [.., not (byte)'/'] && (depth == 0 || !name.EndsWith(".class"u8));

    // Said once: a damaged archive may be so in many places.
    private void Damaged(string place, Exception broken) => _damage ??= place.Length == 0 ? broken.Message : $"'{place}' in it: {broken.Message}";

    private static bool IsDamage(Exception exception) => exception is not LimitException and not UnpackingException && Decompressor.IsDamage(exception);

    /// <summary>A place in the archive.</summary>
    /// <param name="Inner">The way there, from archive to archive; empty for the archive itself.</param>
    /// <param name="Depth">Archives on the way.</param>
    private sealed record Place(string Inner, int Depth)
    {
        /// <summary>What the single file within something compressed is called, as long as it may be one.</summary>
        public string? Single { get; init; }

        /// <summary>An entry of this archive.</summary>
        public Place In(string name) => new(Inner.Length == 0 ? name : $"{Inner}!/{name}", Depth + 1);
    }
}
