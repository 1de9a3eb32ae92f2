using PipelineGuard.IO;

namespace PipelineGuard.Archives;

/// <summary>The content of a reader's current entry as a stream, forward only.</summary>
internal sealed class EntryContent(IEntryReader reader) : ForwardStream
{
    private ReadOnlyMemory<byte> _block;

    public override int Read(Span<byte> buffer)
    {
        if (_block.IsEmpty) _block = reader.NextBlock();
        int count = Math.Min(buffer.Length, _block.Length);
        _block.Span[..count].CopyTo(buffer);
        _block = _block[count..];
        return count;
    }
}
