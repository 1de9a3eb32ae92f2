namespace PipelineGuard.IO;

/// <summary>Reads another stream, forward only, up to a limit; one byte more throws <see cref="LimitException"/>.</summary>
/// <param name="inner">What is read; disposed with this.</param>
/// <param name="limit">Bytes allowed.</param>
/// <param name="limitName">The <see cref="ReadLimits"/> property the limit comes from.</param>
internal sealed class BoundedStream(Stream inner, long limit, string limitName) : ForwardStream
{
    private long _read;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        _read += read;
        return _read <= limit ? read : throw new LimitException(limitName, limit, "There are more bytes than");
    }

    /// <summary>Everything that is left, as one array.</summary>
    /// <exception cref="LimitException">There is more than the limit.</exception>
    public byte[] ReadToEnd()
    {
        using var result = new MemoryStream();
        var buffer = new byte[(int)Math.Min(limit + 1, 64 << 10)];
        for (int read; (read = Read(buffer)) > 0;) result.Write(buffer, 0, read);
        return result.ToArray();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
