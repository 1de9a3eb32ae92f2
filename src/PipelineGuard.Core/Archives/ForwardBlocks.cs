using PipelineGuard.IO;

namespace PipelineGuard.Archives;

/// <summary>Blocks of a stream that is read forward only.</summary>
internal sealed class ForwardBlocks(Stream stream) : IBlockSource
{
    private readonly byte[] _buffer = new byte[64 << 10];

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Next() => _buffer.AsMemory(0, stream.ReadAtLeast(_buffer, _buffer.Length, throwOnEndOfStream: false));

    /// <inheritdoc/>
    public long Skip(long count) => 0;
}
