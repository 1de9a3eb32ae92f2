using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Findings;
using PipelineGuard.IO;
using PipelineGuard.IO.Tar;
using PipelineGuard.IO.Zip;

namespace PipelineGuard.Archives;

/// <summary>
/// Shows the files of one archive, and of the archives in it, to those who look for something. Nothing is unpacked to disk but an archive that must be read
/// by offset, into a temporary file without a name. What cannot be read is reported, and everything else is still looked at.
/// </summary>
/// <param name="visitors">Those who look.</param>
/// <param name="path">The archive's path in the image.</param>
/// <param name="budget">What opening it may cost.</param>
internal sealed class ArchiveWalk(ImmutableArray<IArchiveVisitor> visitors, string path, UnpackingBudget budget)
{
    /// <summary>Bytes of a file's beginning that tell what it is.</summary>
    public const int HeadBytes = 4096;

    private readonly byte[]?[] _heads = new byte[UnpackingBudget.MaxDepth + 2][];
    private readonly List<IArchiveVisitor> _looking = [];
    private string? _firstUnread;
    private int _unread;
    private string? _limit;
    private string? _damage;

    private bool IsDone => visitors.All(visitor => visitor.IsFull);

    /// <summary>Walks all of it.</summary>
    /// <param name="archive">Its content; can seek, stays open.</param>
    /// <param name="kind">What it is.</param>
    public void Run(Stream archive, ArchiveKind kind)
    {
        try
        {
            Span<byte> head = stackalloc byte[16];
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
    }

    /// <summary>Says what was not looked at.</summary>
    /// <param name="subject">The archive's path.</param>
    /// <param name="log">Takes it.</param>
    public void Report(string subject, IScanLog log)
    {
        if (_limit is not null) log.Report(new(Problems.ArchiveTooLarge, subject, _limit));
        if (_damage is not null) log.Report(new(Problems.ArchiveDamaged, subject, _damage));
        if (_unread > 0) log.Report(new(Problems.ArchiveNotOpened, subject, $"'{_firstUnread}' in it{(_unread > 1 ? $" and {_unread - 1} more" : "")}."));
    }

    private void Open(Stream content, ArchiveKind kind, ReadOnlySpan<byte> head, Place place)
    {
        switch (kind)
        {
            case ArchiveKind.Zip or ArchiveKind.PrefixedZip: OpenZip(content, kind, place); break;
            case ArchiveKind.Tar: OpenTar(content, place); break;
            case ArchiveKind.Cpio: OpenCpio(content, place); break;
            case ArchiveKind.Deb: new DebMembers(content).Walk((name, member, size) => Look(member, size, place.Part(name))); break;
            case ArchiveKind.Rpm: OpenRpm(content, place); break;
            case ArchiveKind.Compressed: OpenCompressed(content, Unpacker.Of(head), place); break;
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
        if (entry.Size == 0 || IsDone) return;
        if (entry.IsEncrypted || entry.Method is not (ZipEntry.Stored or ZipEntry.Deflated))
        {
            Unread(place.Inner);
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
        while (tar.MoveNext() && !IsDone)
        {
            budget.TakeEntries(1);
            if (tar.Kind != EntryKind.File || tar.Size == 0) continue;
            using var content = new EntryContent(tar);
            Look(content, tar.Size, place.In(Encoding.UTF8.GetString(tar.Name)));
        }
    }

    private void OpenCpio(Stream archive, Place place) => new CpioEntries(archive).Walk((name, content, size) =>
    {
        budget.TakeEntries(1);
        Look(content, size, place.In(name));
        return !IsDone;
    });

    private void OpenRpm(Stream package, Place place)
    {
        RpmPayload.SkipTo(package);
        Look(package, size: null, place.Part("payload"));
    }

    // 'settings.json.gz' holds 'settings.json'; a tar archive within adds nothing to the place.
    private void OpenCompressed(Stream compressed, UnpackerKind kind, Place place)
    {
        using var content = new UnpackedStream(Unpacker.Open(compressed, kind), budget, size: null, Unpacker.PriceOf(kind));
        var name = Path.GetFileNameWithoutExtension(place.Inner.Length == 0 ? path : place.Inner);
        Look(content, size: null, place.IsPart ? place with { Depth = place.Depth + 1 } : new Place(place.Inner, place.Depth + 1) { Single = name });
    }

    // Looks at a file; when it is an archive, at those in it.
    private void Look(Stream content, long? size, Place place)
    {
        if (place.Depth > UnpackingBudget.MaxDepth + 1) throw new UnpackingException($"Archives are nested deeper than {UnpackingBudget.MaxDepth}.");
        var buffer = _heads[place.Depth] ??= new byte[HeadBytes];
        var head = buffer.AsMemory(0, content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        var kind = ArchiveKinds.Of(place.Inner, head.Span);
        if (kind == ArchiveKind.Unreadable || (kind == ArchiveKind.None && place.MustOpen)) Unread(place.Single ?? place.Inner);
        if (kind is ArchiveKind.None or ArchiveKind.Unreadable or ArchiveKind.PrefixedZip)
        {
            Show(content, head.Span, size, place.Single is { } single ? new Place(place.Inner, place.Depth).In(single) : place);
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
        if (kind is not (ArchiveKind.Zip or ArchiveKind.Deb))
        {
            Open(archive, kind, head, place);
            return;
        }
        using var seekable = SeekableContent.Of(archive);
        Open(seekable, kind, head, place);
    }

    private void Show(Stream content, ReadOnlySpan<byte> head, long? size, Place place)
    {
        if (head.Length < HeadBytes) size ??= head.Length;
        var file = new ArchivedFile(path, place.Inner, size);
        _looking.Clear();
        foreach (var visitor in visitors)
        {
            if (!visitor.IsFull && visitor.Begin(file, head)) _looking.Add(visitor);
        }
        if (_looking.Count == 0) return;
        var block = ArrayPool<byte>.Shared.Rent(64 << 10);
        try
        {
            Append(head);
            for (int read; (read = content.Read(block)) > 0;) Append(block.AsSpan(0, read));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
            foreach (var visitor in _looking) visitor.Finish();
        }
    }

    private void Append(ReadOnlySpan<byte> block)
    {
        foreach (var visitor in _looking) visitor.Append(block);
    }

    // Compiled classes of libraries are everybody's, and many.
    private static bool IsWanted(ReadOnlySpan<byte> name, int depth) => name is [.., not (byte)'/'] && (depth == 0 || !name.EndsWith(".class"u8));

    private void Unread(string place)
    {
        _unread++;
        _firstUnread ??= place;
    }

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

        /// <summary>True for a part of a package, whose name is none of the files in it.</summary>
        public bool IsPart { get; private init; }

        /// <summary>True for what carries the files of a package: when it is no archive that is known, its files are not looked at.</summary>
        public bool MustOpen => IsPart && Single is { } name && (name == "payload" || name.StartsWith("data.tar", StringComparison.Ordinal) || name.StartsWith("control.tar", StringComparison.Ordinal));

        /// <summary>An entry of this archive.</summary>
        public Place In(string name) => new(Inner.Length == 0 ? Plain(name) : $"{Inner}!/{Plain(name)}", Depth + 1);

        /// <summary>A part of a package: archives in it add nothing to the place.</summary>
        public Place Part(string name) => new(Inner, Depth + 1) { Single = name, IsPart = true };

        private static string Plain(string name) => name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;
    }
}
