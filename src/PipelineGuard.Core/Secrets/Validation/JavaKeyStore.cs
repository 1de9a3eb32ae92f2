using System.Buffers.Binary;

namespace PipelineGuard.Secrets.Validation;

/// <summary>Java's own key stores: JKS and JCEKS, as the sources of OpenJDK describe them.</summary>
internal static class JavaKeyStore
{
    private const uint Jks = 0xFEEDFEED;
    private const uint Jceks = 0xCECECECE;
    private const int Header = 12;
    private const int PrivateKeyEntry = 1;
    private const int SecretKeyEntry = 3;

    /// <summary>True for the first bytes of one.</summary>
    public static bool IsOne(ReadOnlySpan<byte> head) => head.Length > Header + 4 && BinaryPrimitives.ReadUInt32BigEndian(head) is Jks or Jceks && BinaryPrimitives.ReadInt32BigEndian(head[4..]) is 1 or 2;

    /// <summary>
    /// True when its first entry is a key. Stores of trusted certificates, which every image with Java has, hold none; a store of both has its
    /// entries in no order, so that further entries are looked for by their tag in front of a name.
    /// </summary>
    public static bool HasPrivateKey(ReadOnlyMemory<byte> content)
    {
        var bytes = content.Span;
        if (BinaryPrimitives.ReadInt32BigEndian(bytes[8..]) < 1) return false;
        return BinaryPrimitives.ReadInt32BigEndian(bytes[Header..]) is PrivateKeyEntry or SecretKeyEntry || bytes.IndexOf(EncryptedKeyAlgorithm) > 0;
    }

    // 1.3.6.1.4.1.42.2.17.1.1, the algorithm that protects private keys in JKS.
    private static ReadOnlySpan<byte> EncryptedKeyAlgorithm => [0x06, 0x0A, 0x2B, 0x06, 0x01, 0x04, 0x01, 0x2A, 0x02, 0x11, 0x01, 0x01];
}
