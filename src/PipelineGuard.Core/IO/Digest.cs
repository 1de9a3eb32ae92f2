using System.Diagnostics.CodeAnalysis;

namespace PipelineGuard.IO;

/// <summary>A content digest, <c>sha256:</c> and 64 lower-case hexadecimal digits (OCI image spec, descriptor §digests).</summary>
public readonly record struct Digest
{
    private const string Prefix = "sha256:";
    private readonly string? _hex;

    private Digest(string hex) => _hex = hex;

    /// <summary>The 64 hexadecimal digits; empty for a default value.</summary>
    public string Hex => _hex ?? "";

    /// <summary>Reads <c>sha256:…</c>; other algorithms are refused, because we could not verify them.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Digest digest)
    {
        digest = default;
        if (text is null || text.Length != Prefix.Length + 64 || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var hex = text[Prefix.Length..];
        if (!hex.All(char.IsAsciiHexDigitLower)) return false;
        digest = new(hex);
        return true;
    }

    /// <summary>Makes one from the 32 bytes of a finished SHA-256.</summary>
    public static Digest FromSha256(ReadOnlySpan<byte> hash) => new(Convert.ToHexStringLower(hash));

    /// <inheritdoc/>
    public override string ToString() => Prefix + Hex;
}
