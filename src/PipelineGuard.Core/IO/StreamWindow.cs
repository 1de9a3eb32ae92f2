namespace PipelineGuard.IO;

/// <summary>
/// A range of another stream as a stream of its own, from 0 on. The other one must be able to seek and stays open; several windows may share it,
/// as long as only one thread reads.
/// </summary>
internal sealed class StreamWindow(Stream inner, long offset, long length) : ForwardStream
{
    private long _position;

    public override bool CanSeek => true;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => _position = Math.Clamp(value, 0, length);
    }

    public override int Read(Span<byte> buffer)
    {
        int wanted = (int)Math.Min(buffer.Length, length - _position);
        if (wanted == 0) return 0;
        inner.Position = offset + _position;
        int read = inner.Read(buffer[..wanted]);
        _position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        SeekOrigin.End => length + offset,
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };
}
