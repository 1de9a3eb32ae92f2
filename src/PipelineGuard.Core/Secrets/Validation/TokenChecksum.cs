namespace PipelineGuard.Secrets.Validation;

/// <summary>The checksum that GitHub and npm put at the end of their tokens: the CRC-32 of what stands between prefix and checksum, in base 62.</summary>
internal static class TokenChecksum
{
    private const int Length = 6;
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Whether the last six characters are the checksum of those behind the first underscore.</summary>
    public static bool IsRight(ReadOnlySpan<char> token)
    {
        var body = token[(token.IndexOf('_') + 1)..];
        return body.Length > Length && body[^Length..].SequenceEqual(Of(body[..^Length]));
    }

    /// <summary>The checksum, six characters.</summary>
    public static string Of(ReadOnlySpan<char> body)
    {
        uint crc = uint.MaxValue;
        foreach (char c in body)
        {
            crc ^= (byte)c;
            // The polynomial of zip and Ethernet, bit by bit: thirty characters, and hardly ever.
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }
        crc = ~crc;
        Span<char> text = stackalloc char[Length];
        for (int at = Length - 1; at >= 0; at--, crc /= (uint)Digits.Length) text[at] = Digits[(int)(crc % (uint)Digits.Length)];
        return text.ToString();
    }
}
