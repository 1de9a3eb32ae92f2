using System.Security.Cryptography;

namespace PipelineGuard.IO;

/// <summary>Hashes blocks on their way to the reader, on the reader's thread.</summary>
internal sealed class HashedBlocks(IBlockSource source) : IBlockSource, IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Next()
    {
        var block = source.Next();
        _hash.AppendData(block.Span);
        return block;
    }

    /// <inheritdoc/>
    public long Skip(long count) => 0;

    /// <summary>Digest of all blocks so far.</summary>
    public Digest Digest() => IO.Digest.FromSha256(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();
}
