namespace PipelineGuard.Sbom.Spdx;

/// <summary>Text that fits where SPDX is narrow.</summary>
internal static class SpdxText
{
    /// <summary>The text with everything that an identifier must not hold as a dash, cut to a length.</summary>
    public static string IdPart(string text, int length) =>
        string.Create(Math.Min(text.Length, length), text, (part, whole) =>
        {
            for (int i = 0; i < part.Length; i++) part[i] = char.IsAsciiLetterOrDigit(whole[i]) || whole[i] == '.' ? whole[i] : '-';
        });
}
