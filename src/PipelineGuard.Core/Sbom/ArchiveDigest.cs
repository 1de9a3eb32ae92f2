namespace PipelineGuard.Sbom;

/// <summary>A digest as bills of materials write it.</summary>
/// <param name="Bits">Which member of the SHA-2 family: 256, 384 or 512.</param>
/// <param name="Hex">Lower case.</param>
internal readonly record struct ArchiveDigest(int Bits, string Hex)
{
    /// <summary>Reads subresource integrity metadata (W3C SRI §3.1), <c>sha512-</c> and base64; null when it is none.</summary>
    public static ArchiveDigest? OfIntegrity(string? integrity)
    {
        int bits = integrity switch
        {
            ['s', 'h', 'a', '2', '5', '6', '-', ..] => 256,
            ['s', 'h', 'a', '3', '8', '4', '-', ..] => 384,
            ['s', 'h', 'a', '5', '1', '2', '-', ..] => 512,
            _ => 0,
        };
        if (bits == 0 || integrity!.Length > 128) return null;
        Span<byte> bytes = stackalloc byte[128];
        return Convert.TryFromBase64String(integrity["sha512-".Length..], bytes, out int length) && length * 8 == bits
            ? new(bits, Convert.ToHexStringLower(bytes[..length]))
            : null;
    }
}
