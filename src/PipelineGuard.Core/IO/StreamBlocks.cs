namespace PipelineGuard.IO;

/// <summary>Blocks of a seekable stream, such as an archive on disk whose contents are located but not read.</summary>
internal sealed class StreamBlocks(Stream stream, int blockSize, CancellationToken cancellation) : IBlockSource
{
    private readonly byte[] _buffer = new byte[blockSize];

    /// <summary>Where the block after the current one starts, in bytes from the start.</summary>
    public long Position => stream.Position;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Next()
    {
        cancellation.ThrowIfCancellationRequested();
        return _buffer.AsMemory(0, stream.ReadAtLeast(_buffer, _buffer.Length, throwOnEndOfStream: false));
    }

    /// <inheritdoc/>
    public long Skip(long count)
    {
        long skipped = Math.Min(count, stream.Length - stream.Position);
        stream.Position += skipped;
        return skipped;
    }
}
