using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;
using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>
/// Reads the content of one entry after another: shows how it begins, gives every byte to inspectors, and keeps the whole when asked. A file that
/// lies in one block, as nearly all do, is never copied. Used again for each entry of a layer, so that its buffers are.
/// </summary>
internal sealed class FileContent(ReadLimits limits) : IDisposable
{
    /// <summary>Bytes of a file's beginning that are looked at before it is decided whether to read on.</summary>
    public const int HeadBytes = 4096;

    // Above this, a file that must be kept whole goes to disk: two threads may have one each in memory.
    private const int MaxKeptInMemory = 16 << 20;

    private readonly FillBuffer _joinedHead = new();
    private readonly FillBuffer _kept = new();
    private IEntryReader? _reader;
    private SafeFileHandle? _file;
    private ReadOnlyMemory<byte> _pending;
    private bool _isHeadJoined;

    /// <summary>Starts with the current entry of a reader and reads how it begins.</summary>
    /// <returns>Its first bytes, <see cref="HeadBytes"/> at most; valid until the next call.</returns>
    /// <exception cref="EndOfStreamException">It is cut short.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public ReadOnlyMemory<byte> Begin(IEntryReader reader)
    {
        Release();
        _reader = reader;
        _pending = reader.NextBlock();
        int wanted = (int)Math.Min(HeadBytes, reader.Size);
        if (_pending.Length >= wanted) return _pending[..wanted];
        JoinHead(wanted);
        return _joinedHead.Content;
    }

    /// <summary>Reads to the end, once, after <see cref="Begin"/>.</summary>
    /// <param name="inspectors">Each is given every byte.</param>
    /// <param name="keep">Whether the whole is needed afterwards.</param>
    /// <returns>The whole, valid until the next <see cref="Begin"/>; <see cref="KeptContent.None"/> when it was not to be kept.</returns>
    /// <exception cref="EndOfStreamException">It is cut short.</exception>
    /// <exception cref="IOException">It cannot be read, or there is no room for a temporary file.</exception>
    public KeptContent Read(ImmutableArray<IContentInspector> inspectors, bool keep)
    {
        if (!_isHeadJoined && _pending.Length >= _reader!.Size) return ReadInPlace(inspectors);
        // The size is only a claim, but the room that is made for it is bounded.
        if (keep && _reader!.Size <= MaxKeptInMemory) _kept.Reserve((int)_reader.Size);
        long length = 0;
        for (var block = FirstBlock(); !block.IsEmpty; block = NextBlock())
        {
            foreach (var inspector in inspectors) inspector.Append(block.Span);
            if (keep) Keep(block, length);
            length += block.Length;
        }
        if (!keep) return KeptContent.None;
        return _file is null ? KeptContent.Of(_kept.Content, limits) : KeptContent.Of(_file, length, limits);
    }

    public void Dispose()
    {
        Release();
        _joinedHead.Dispose();
        _kept.Dispose();
    }

    private KeptContent ReadInPlace(ImmutableArray<IContentInspector> inspectors)
    {
        foreach (var inspector in inspectors) inspector.Append(_pending.Span);
        return KeptContent.Of(_pending, limits);
    }

    private void JoinHead(int wanted)
    {
        _isHeadJoined = true;
        while (true)
        {
            var part = _pending[..Math.Min(_pending.Length, wanted - _joinedHead.Length)];
            _joinedHead.Append(part.Span);
            _pending = _pending[part.Length..];
            if (_joinedHead.Length == wanted) return;
            _pending = _reader!.NextBlock();
            if (_pending.IsEmpty) return;
        }
    }

    private ReadOnlyMemory<byte> FirstBlock() => _isHeadJoined ? _joinedHead.Content : NextBlock();

    private ReadOnlyMemory<byte> NextBlock()
    {
        var block = _pending.IsEmpty ? _reader!.NextBlock() : _pending;
        _pending = default;
        return block;
    }

    private void Keep(ReadOnlyMemory<byte> block, long length)
    {
        if (_file is null && length + block.Length <= MaxKeptInMemory)
        {
            _kept.Append(block.Span);
            return;
        }
        if (_file is null)
        {
            _file = TemporaryFile.Create();
            RandomAccess.Write(_file, _kept.Content.Span, 0);
            _kept.Clear();
        }
        RandomAccess.Write(_file, block.Span, length);
    }

    private void Release()
    {
        _file?.Dispose();
        _file = null;
        _pending = default;
        _isHeadJoined = false;
        _joinedHead.Clear();
        _kept.Clear();
    }
}
