using System.Buffers;
using System.Globalization;
using System.Text;

namespace PipelineGuard.Reporting.Json;

/// <summary>
/// Hands finished JSON on so that looking at it is safe too. JSON lets delete, C1 controls and bidi overrides stand in a string as they
/// are; written as <c>\uXXXX</c> they are the same JSON (RFC 8259 §7) and can no longer fool a terminal. So is the second <c>#</c> of
/// <c>##vso[</c>, which Azure's agent obeys wherever it stands in a log.
/// </summary>
internal static class JsonText
{
    /// <summary>Writes whole JSON tokens, given as UTF-8.</summary>
    public static void Write(ReadOnlySpan<byte> utf8, TextWriter writer)
    {
        char[] rented = ArrayPool<char>.Shared.Rent(Encoding.UTF8.GetMaxCharCount(utf8.Length));
        Write(rented.AsSpan(0, Encoding.UTF8.GetChars(utf8, rented)), writer);
        ArrayPool<char>.Shared.Return(rented);
    }

    /// <summary>Writes whole JSON tokens. What has to be escaped can only be inside a string, where an escape is allowed.</summary>
    /// <param name="json">The tokens, or a part of them.</param>
    /// <param name="writer">Where they go.</param>
    /// <param name="before">The character written just before, when it belongs to the same string.</param>
    public static void Write(ReadOnlySpan<char> json, TextWriter writer, char before = '\0')
    {
        if (before == '#' && json is ['#', ..])
        {
            writer.Write("\\u0023");
            json = json[1..];
        }
        while (!json.IsEmpty)
        {
            int plain = PlainLength(json);
            WritePlain(json[..plain], writer);
            if (plain == json.Length) return;
            Rune.DecodeFromUtf16(json[plain..], out _, out int length);
            foreach (char unit in json.Slice(plain, length)) writer.Write(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"));
            json = json[(plain + length)..];
        }
    }

    private static void WritePlain(ReadOnlySpan<char> json, TextWriter writer)
    {
        for (int hash; (hash = json.IndexOf("##", StringComparison.Ordinal)) >= 0; json = json[(hash + 2)..])
        {
            writer.Write(json[..(hash + 1)]);
            writer.Write("\\u0023");
        }
        writer.Write(json);
    }

    private static int PlainLength(ReadOnlySpan<char> json)
    {
        int at = 0;
        while (at < json.Length)
        {
            int skipped = json[at..].IndexOfAnyExceptInRange(' ', '~');
            if (skipped < 0) return json.Length;
            at += skipped;
            if (json[at] != '\n')
            {
                if (Rune.DecodeFromUtf16(json[at..], out var rune, out int length) != OperationStatus.Done || SafeText.IsUnsafe(rune)) return at;
                at += length - 1;
            }
            at++;
        }
        return at;
    }
}
