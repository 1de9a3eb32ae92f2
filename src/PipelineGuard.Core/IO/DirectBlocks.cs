namespace PipelineGuard.IO;

/// <summary>Makes each block when it is asked for, on the reader's thread.</summary>
internal sealed class DirectBlocks(BlockFill fill, int blockSize) : IBlockSource
{
    private readonly byte[] _buffer = new byte[blockSize];

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Next() => _buffer.AsMemory(0, fill(_buffer));

    /// <inheritdoc/>
    public long Skip(long count) => 0;
}
