using System.Formats.Asn1;
using System.Security.Cryptography;

namespace PipelineGuard.Secrets.Validation;

/// <summary>
/// A PKCS#12 store (RFC 7292): <c>.pfx</c>, <c>.p12</c>. The only password that is tried is none. What a file asks for is bounded, as deriving a
/// key may be made to take for ever.
/// </summary>
/// <param name="HasKey">True when a private key is in it.</param>
/// <param name="IsOpen">True when it has no password, or an empty one.</param>
internal sealed record Pkcs12Store(bool HasKey, bool IsOpen)
{
    private const int MostIterations = 1_000_000;
    private const int Version = 3;

    // 1.2.840.113549.1.12.10.1.1 and .2: a key bag, and one with a password. They stand in the clear but for stores that encrypt the whole.
    private static ReadOnlySpan<byte> KeyBag => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x0C, 0x0A, 0x01];

    /// <summary>True for the first bytes of one: a sequence that begins with the number three and another sequence.</summary>
    public static bool MayBeOne(ReadOnlySpan<byte> head)
    {
        if (head.Length < 64 || head[0] != 0x30) return false;
        int lengthBytes = head[1] >= 0x80 ? head[1] & 0x7F : 0;
        return lengthBytes <= 4 && head[(2 + lengthBytes)..].StartsWith((ReadOnlySpan<byte>)[0x02, 0x01, Version, 0x30]);
    }

    /// <summary>Reads one; null when it is none.</summary>
    public static Pkcs12Store? Read(ReadOnlyMemory<byte> content)
    {
        try
        {
            var store = new AsnReader(content, AsnEncodingRules.BER).ReadSequence();
            if (!store.TryReadInt32(out int version) || version != Version) return null;
            var safe = store.ReadSequence();
            if (safe.ReadObjectIdentifier() != "1.2.840.113549.1.7.1") return null;
            var contents = safe.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadOctetString();
            bool hasKey = contents.AsSpan().IndexOf(KeyBag) is var at and >= 0 && contents[at + KeyBag.Length] is 1 or 2;
            return new(hasKey, !store.HasData || IsRight(new Mac(store.ReadSequence()), contents));
        }
        catch (Exception wrong) when (wrong is AsnContentException or CryptographicException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    // An empty password is two zero bytes to most programs and nothing at all to some.
    private static bool IsRight(Mac mac, byte[] contents) => mac.Matches(contents, [0, 0]) || mac.Matches(contents, []);

    private sealed class Mac
    {
        private readonly HashAlgorithmName? _hash;
        private readonly byte[] _expected;
        private readonly byte[] _salt;
        private readonly int _iterations = 1;

        public Mac(AsnReader reader)
        {
            var digest = reader.ReadSequence();
            _hash = digest.ReadSequence().ReadObjectIdentifier() switch
            {
                "1.3.14.3.2.26" => HashAlgorithmName.SHA1,
                "2.16.840.1.101.3.4.2.1" => HashAlgorithmName.SHA256,
                "2.16.840.1.101.3.4.2.2" => HashAlgorithmName.SHA384,
                "2.16.840.1.101.3.4.2.3" => HashAlgorithmName.SHA512,
                _ => null,
            };
            _expected = digest.ReadOctetString();
            _salt = reader.ReadOctetString();
            if (reader.HasData && !reader.TryReadInt32(out _iterations)) _iterations = int.MaxValue;
        }

        public bool Matches(byte[] contents, byte[] password)
        {
            if (_hash is not { } hash || _iterations is < 1 or > MostIterations || _salt.Length is 0 or > 1024) return false;
            using var hmac = IncrementalHash.CreateHMAC(hash, Derive(hash, password));
            hmac.AppendData(contents);
            return CryptographicOperations.FixedTimeEquals(hmac.GetHashAndReset(), _expected);
        }

        // RFC 7292 appendix B.2 with the purpose 3; a key for a MAC is as long as one hash.
        private byte[] Derive(HashAlgorithmName hash, byte[] password)
        {
            int block = hash == HashAlgorithmName.SHA1 || hash == HashAlgorithmName.SHA256 ? 64 : 128;
            using var digest = IncrementalHash.CreateHash(hash);
            digest.AppendData(Enumerable.Repeat((byte)3, block).ToArray());
            digest.AppendData(Fill(_salt, block));
            digest.AppendData(Fill(password, block));
            var key = digest.GetHashAndReset();
            for (int i = 1; i < _iterations; i++)
            {
                digest.AppendData(key);
                key = digest.GetHashAndReset();
            }
            return key;
        }

        // Repeated until it fills whole blocks.
        private static byte[] Fill(byte[] bytes, int block) =>
            [.. Enumerable.Range(0, (bytes.Length + block - 1) / block * block).Select(i => bytes[i % bytes.Length])];
    }
}
