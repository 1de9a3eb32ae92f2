using System.Buffers.Binary;

namespace PipelineGuard.Secrets.Validation;

/// <summary>Tells real private keys by the first bytes of what PEM holds; no key is parsed, let alone used.</summary>
internal static class KeyShapes
{
    private const int ShortestKey = 32;

    private static ReadOnlySpan<byte> OpenSshMagic => "openssh-key-v1\0"u8;

    /// <summary>PKCS#1, SEC 1 and DSA: a sequence that begins with a small version number, and is as long as it says.</summary>
    public static bool IsClassic(PemBody body) => !IsEncryptedClassic(body) && IsSequence(body, first: 0x02);

    /// <summary>The same, encrypted the old way: the header says so (RFC 1421 §4.6.1.1).</summary>
    public static bool IsEncryptedClassic(PemBody body) => body.Headers.Contains("ENCRYPTED", StringComparison.Ordinal) && body.Bytes.Length >= ShortestKey;

    /// <summary>PKCS#8 (RFC 5958): a sequence that begins with a version.</summary>
    public static bool IsPkcs8(PemBody body) => IsSequence(body, first: 0x02);

    /// <summary>Encrypted PKCS#8 (RFC 5958 §3): a sequence that begins with another, the algorithm.</summary>
    public static bool IsEncryptedPkcs8(PemBody body) => IsSequence(body, first: 0x30);

    /// <summary>OpenSSH's own format (PROTOCOL.key) without a password.</summary>
    public static bool IsOpenSsh(PemBody body) => CipherOf(body) is "none";

    /// <summary>The same with a password.</summary>
    public static bool IsEncryptedOpenSsh(PemBody body) => CipherOf(body) is not (null or "none");

    /// <summary>An OpenPGP packet with a secret key (RFC 9580 §5.5.1.3): tag 5, in the old or the new form.</summary>
    public static bool IsOpenPgp(PemBody body) => body.Bytes.Length >= ShortestKey && body.Bytes.Span[0] is 0x94 or 0x95 or 0x96 or 0x97 or 0xC5;

    // DER (X.690): the length must be that of what follows, or there is more than was at hand.
    private static bool IsSequence(PemBody body, byte first)
    {
        var bytes = body.Bytes.Span;
        if (bytes.Length < ShortestKey || bytes[0] != 0x30) return false;
        int lengthBytes = bytes[1] < 0x80 ? 0 : bytes[1] & 0x7F;
        if (lengthBytes > 3) return false;
        int length = lengthBytes == 0 ? bytes[1] : 0;
        for (int i = 0; i < lengthBytes; i++) length = length << 8 | bytes[2 + i];
        int start = 2 + lengthBytes;
        bool fits = body.IsWhole ? Math.Abs(start + length - bytes.Length) <= 3 : start + length > bytes.Length;
        return fits && bytes[start] == first;
    }

    private static string? CipherOf(PemBody body)
    {
        var bytes = body.Bytes.Span;
        if (!bytes.StartsWith(OpenSshMagic) || bytes.Length < OpenSshMagic.Length + 4 + ShortestKey) return null;
        var rest = bytes[OpenSshMagic.Length..];
        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        return length is > 0 and < 64 && rest.Length > 4 + length ? System.Text.Encoding.ASCII.GetString(rest.Slice(4, (int)length)) : null;
    }
}
