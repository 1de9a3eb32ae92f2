namespace PipelineGuard.IO.Tar;

/// <summary>
/// Walks a tar stream forward, once. Headers are read where they lie in the block, contents that nobody asks for are passed over,
/// and nothing is allocated for an entry. Understands v7, ustar, pax and GNU (long names, base-256 numbers); decides doubtful
/// cases as Go's archive/tar does, because container engines unpack with it and we want to see what they would run.
/// <para>
/// Why not <c>System.Formats.Tar</c>: it makes an object, a stream and strings for each entry and cannot bound extended headers;
/// <c>TarBenchmarks</c> prints the difference.
/// </para>
/// </summary>
internal sealed class TarReader(IBlockSource source, ReadLimits limits) : IEntryReader
{
    private readonly byte[] _splitHeader = new byte[TarHeader.Size];
    private readonly FillBuffer _extended = new();
    private readonly FillBuffer _longName = new();
    private readonly FillBuffer _longLink = new();
    private readonly FillBuffer _name = new();
    private readonly FillBuffer _link = new();
    private ReadOnlyMemory<byte> _block;
    private long _unread;
    private int _padding;
    private bool _ended;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Name => _name.Content.Span;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> LinkName => _link.Content.Span;

    /// <inheritdoc/>
    public EntryKind Kind { get; private set; }

    /// <inheritdoc/>
    public long Size { get; private set; }

    /// <inheritdoc/>
    public int Mode { get; private set; }

    /// <inheritdoc/>
    public long UserId { get; private set; }

    /// <inheritdoc/>
    public long GroupId { get; private set; }

    /// <summary>Bytes of the current block that are not read yet: what stands right behind the header, after <see cref="MoveNext"/>.</summary>
    public int BytesLeftInBlock => _block.Length;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        if (_ended) return false;
        Pass(_unread + _padding);
        (_unread, _padding) = (0, 0);
        _extended.Clear();
        _longName.Clear();
        _longLink.Clear();
        while (TryReadHeader(out var header))
        {
            if (TakeEntry(header)) return true;
        }
        _ended = true;
        return false;
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> NextBlock()
    {
        if (_unread == 0) return default;
        var part = TakePart((int)Math.Min(_unread, int.MaxValue));
        _unread -= part.Length;
        return part;
    }

    /// <summary>Frees the buffers. The source belongs to the caller.</summary>
    public void Dispose()
    {
        foreach (var buffer in (ReadOnlySpan<FillBuffer>)[_extended, _longName, _longLink, _name, _link]) buffer.Dispose();
    }

    // True when the header starts an entry; false when it only says more about the next one.
    private bool TakeEntry(TarHeader header)
    {
        long size = header.ContentSize;
        if (size < 0) throw new InvalidDataException("A tar header has a size that is no number.");
        switch ((char)header.TypeFlag)
        {
            case 'x': ReadExtended(_extended, size); return false;
            case 'L': ReadExtended(_longName, size); return false;
            case 'K': ReadExtended(_longLink, size); return false;
            // Global headers hold comments in practice (git archive); container engines do not apply them to entries either.
            // V: volume label. M: rest of a file from another volume. D and N: GNU lists of names.
            case 'g' or 'V' or 'M' or 'N': Pass(Padded(size)); return false;
            default: Describe(header, size); return true;
        }
    }

    private void Describe(TarHeader header, long size)
    {
        var pax = PaxRecords.Parse(_extended.Content.Span);
        SetName(header, pax);
        SetText(_link, !pax.LinkPath.IsEmpty ? pax.LinkPath : _longLink.Length > 0 ? UpToNul(_longLink) : header.LinkName);
        (Mode, UserId, GroupId) = (header.Mode, pax.UserId ?? header.UserId, pax.GroupId ?? header.GroupId);
        Kind = KindOf(header.TypeFlag, pax.IsSparse);
        if (pax.Size < 0) throw new InvalidDataException("A pax header has a size that is no number.");
        bool hasContent = Kind is EntryKind.File or EntryKind.SparseFile || header.TypeFlag == 'D';
        _unread = hasContent ? pax.Size ?? size : 0;
        if (_unread > long.MaxValue - TarHeader.Size) throw new InvalidDataException("A tar header has an impossible size.");
        _padding = (int)(Padded(_unread) - _unread);
        Size = Kind is EntryKind.File or EntryKind.SparseFile ? _unread : 0;
        if (header.TypeFlag == 'S' && header.HasSparseExtension) PassSparseMap();
    }

    private void SetName(TarHeader header, PaxRecords pax)
    {
        if (!pax.Path.IsEmpty) SetText(_name, pax.Path);
        else if (_longName.Length > 0) SetText(_name, UpToNul(_longName));
        else
        {
            SetText(_name, header.Prefix);
            if (_name.Length > 0) _name.Append("/"u8);
            _name.Append(header.Name);
        }
    }

    // Device types and unknown ones have no content by the standard, or are treated as files ("if unknown, as a regular file").
    private EntryKind KindOf(byte typeFlag, bool isSparse) => (char)typeFlag switch
    {
        '\0' when Name is [.., (byte)'/'] => EntryKind.Directory,
        '1' => EntryKind.HardLink,
        '2' => EntryKind.SymbolicLink,
        '3' or '4' or '6' => EntryKind.Special,
        '5' or 'D' => EntryKind.Directory,
        'S' => EntryKind.SparseFile,
        _ => isSparse ? EntryKind.SparseFile : EntryKind.File,
    };

    private void ReadExtended(FillBuffer target, long size)
    {
        if (size > limits.HeaderBytes) throw new LimitException(nameof(ReadLimits.HeaderBytes), limits.HeaderBytes, "An extended header has more bytes than");
        Collect(target, (int)size);
        Pass(Padded(size) - size);
    }

    private void PassSparseMap()
    {
        bool more = true;
        while (more)
        {
            if (!TryTakeBlock(out var map)) throw Truncated();
            more = map[504] != 0;
        }
    }

    private bool TryReadHeader(out TarHeader header)
    {
        header = default;
        if (!TryTakeBlock(out var block)) return false;
        header = new(block);
        if (header.IsZero) return IsNotTheEnd();
        return header.HasValidChecksum() ? true : throw new InvalidDataException("A tar header is damaged, or this is no tar at all.");
    }

    // Two blocks of zeros end an archive; one with something behind it is damage to every engine.
    private bool IsNotTheEnd() =>
        TryTakeBlock(out var second) && !new TarHeader(second).IsZero
            ? throw new InvalidDataException("A tar header is missing: zeros stand in its place.")
            : false;

    // Archives that end without the two blocks of zeros are common enough; a header cut in two is not one of them.
    private bool TryTakeBlock(out ReadOnlySpan<byte> block)
    {
        block = default;
        if (_block.IsEmpty) _block = source.Next();
        if (_block.IsEmpty) return false;
        if (_block.Length < TarHeader.Size)
        {
            block = JoinBlock();
            return true;
        }
        block = _block.Span[..TarHeader.Size];
        _block = _block[TarHeader.Size..];
        return true;
    }

    private ReadOnlySpan<byte> JoinBlock()
    {
        for (int have = 0; have < TarHeader.Size;)
        {
            var part = TakePart(TarHeader.Size - have);
            part.Span.CopyTo(_splitHeader.AsSpan(have));
            have += part.Length;
        }
        return _splitHeader;
    }

    private void Collect(FillBuffer target, int size)
    {
        target.Clear();
        while (target.Length < size) target.Append(TakePart(size - target.Length).Span);
    }

    private void Pass(long count)
    {
        while (count > 0)
        {
            if (_block.IsEmpty) count -= source.Skip(count);
            if (count > 0) count -= TakePart((int)Math.Min(count, int.MaxValue)).Length;
        }
    }

    private ReadOnlyMemory<byte> TakePart(int atMost)
    {
        if (_block.IsEmpty) _block = source.Next();
        if (_block.IsEmpty) throw Truncated();
        var part = _block[..Math.Min(atMost, _block.Length)];
        _block = _block[part.Length..];
        return part;
    }

    private static void SetText(FillBuffer target, ReadOnlySpan<byte> text)
    {
        target.Clear();
        target.Append(text);
    }

    private static ReadOnlySpan<byte> UpToNul(FillBuffer buffer)
    {
        var text = buffer.Content.Span;
        int end = text.IndexOf((byte)0);
        return end < 0 ? text : text[..end];
    }

    private static long Padded(long size) => (size + TarHeader.Size - 1) & -TarHeader.Size;

    private static EndOfStreamException Truncated() => new("The archive is cut short.");
}
