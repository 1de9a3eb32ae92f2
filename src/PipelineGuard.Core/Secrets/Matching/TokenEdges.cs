namespace PipelineGuard.Secrets.Matching;

/// <summary>Where a word begins in text that may be escaped.</summary>
internal static class TokenEdges
{
    /// <summary>True when what begins here goes on with a word that began before: <c>xghp_…</c>, but not <c>\nghp_…</c> and not <c>%3Dghp_…</c>.</summary>
    public static bool IsInsideWord(ReadOnlySpan<byte> text, int start)
    {
        if (start == 0 || !IsWord(text[start - 1])) return false;
        bool isEscape = start >= 2 && text[start - 2] == '\\' && text[start - 1] is (byte)'n' or (byte)'r' or (byte)'t' or (byte)'"';
        bool isPercent = start >= 3 && text[start - 3] == '%' && char.IsAsciiHexDigit((char)text[start - 2]) && char.IsAsciiHexDigit((char)text[start - 1]);
        return !isEscape && !isPercent;
    }

    private static bool IsWord(byte value) => char.IsAsciiLetterOrDigit((char)value) || value == '_';
}
