using System.Buffers.Text;
using System.Text;

namespace PipelineGuard.Secrets.Validation;

/// <summary>What stands between the lines of PEM: headers and bytes.</summary>
internal sealed class PemBody
{
    private const string Quotes = "\"'";

    private static readonly char[] Margins = [' ', '\t', '\r', ',', '\\', '|', '#', '*'];

    private PemBody(byte[] bytes, string headers, bool isWhole, int length) => (Bytes, Headers, IsWhole, Length) = (bytes, headers, isWhole, length);

    /// <summary>The bytes, as far as they were at hand.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The lines in front of the base 64, such as <c>Proc-Type: 4,ENCRYPTED</c> (RFC 1421 §4.6).</summary>
    public string Headers { get; }

    /// <summary>True when the last line was at hand.</summary>
    public bool IsWhole { get; }

    /// <summary>Characters from behind the first line up to the last.</summary>
    public int Length { get; }

    /// <summary>Reads what follows the first line.</summary>
    /// <param name="text">What is at hand of it.</param>
    /// <param name="body">The body.</param>
    /// <returns>False when what follows is not base 64.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out PemBody body)
    {
        body = null!;
        int end = text.IndexOf("-----"u8);
        var inside = end < 0 ? text : text[..end];
        var headers = new StringBuilder();
        var base64 = new List<byte>(inside.Length);
        foreach (var line in Lines(inside))
        {
            bool isHeader = line.Contains(':') || (headers.Length > 0 && base64.Count == 0 && !IsBase64(line));
            if (isHeader) headers.Append(line).Append('\n');
            else if (line.Length > 0 && !(line[0] == '=' && line.Length == 5)) base64.AddRange(Encoding.Latin1.GetBytes(line));
        }
        int length = base64.Count / 4 * 4;
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(length)];
        var status = Base64.DecodeFromUtf8(base64.ToArray().AsSpan(0, length), bytes, out _, out int written, isFinalBlock: end >= 0);
        if (status is System.Buffers.OperationStatus.InvalidData || written == 0) return false;
        body = new(bytes[..written], headers.ToString(), end >= 0, inside.Length);
        return true;
    }

    // Lines end as they do, or are written into a string: "\n", "\r\n", or a string for each line. A plus sign may be the first or last character of base 64.
    private static List<string> Lines(ReadOnlySpan<byte> text)
    {
        var lines = Encoding.Latin1.GetString(text).Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\r", "", StringComparison.Ordinal).Replace("\\/", "/", StringComparison.Ordinal)
            .Split('\n').Select(line => WithoutQuotes(line.Trim(Margins))).ToList();
        return lines.Count(line => line.Length > 0) > 1 && lines.All(line => line is "" or ['+', ..]) ? [.. lines.Select(line => line.Length > 0 ? line[1..] : line)] : lines;
    }

    // A piece of a string that the next line goes on with.
    private static string WithoutQuotes(string line)
    {
        int first = line.AsSpan().IndexOfAny(Quotes), last = line.AsSpan().LastIndexOfAny(Quotes);
        if (first < 0) return line;
        if (first < last) return line[(first + 1)..last].Trim(Margins);
        return (IsEndOfString(line.AsSpan(first + 1)) ? line[..first] : line[(first + 1)..]).Trim(Margins);

        static bool IsEndOfString(ReadOnlySpan<char> behind) => behind.Trim("+.&;) \t").IsEmpty;
    }

    private static bool IsBase64(string line) => line.Length > 0 && line.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=');
}
