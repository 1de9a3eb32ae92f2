using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PipelineGuard.Secrets;

/// <summary>
/// Remembers hashes, which are dear on purpose: a file in which one value stands a million times takes no longer for it. What is remembered of a
/// value is a digest; the value is not kept. For one thread.
/// </summary>
internal sealed class SecretHashes
{
    private const int Most = 1 << 12;

    private readonly Dictionary<UInt128, string> _known = [];

    /// <summary>See <see cref="SecretHash.Of"/>.</summary>
    public string Of(ReadOnlySpan<byte> secret)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(secret, digest);
        var key = BinaryPrimitives.ReadUInt128BigEndian(digest);
        if (_known.TryGetValue(key, out var known)) return known;
        if (_known.Count == Most) _known.Clear();
        return _known[key] = SecretHash.Of(secret);
    }
}
