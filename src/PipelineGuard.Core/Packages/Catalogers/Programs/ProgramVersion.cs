using System.Globalization;

namespace PipelineGuard.Packages.Catalogers.Programs;

/// <summary>Versions as programs write them into themselves, and as advisories write the same.</summary>
internal static class ProgramVersion
{
    /// <summary>More characters than any version has.</summary>
    public const int MaxLength = 64;

    private const string Others = ".+-_~";

    /// <summary>What could be a version at the start of a text; empty when there is none, or one that is longer than any.</summary>
    public static string At(ReadOnlySpan<byte> text)
    {
        int length = 0;
        while (length < text.Length && length <= MaxLength && IsPart(text[length])) length++;
        return length is 0 or > MaxLength || !char.IsAsciiDigit((char)text[0]) ? "" : string.Create(length, text[..length], (chars, bytes) => System.Text.Encoding.ASCII.GetChars(bytes, chars));
    }

    /// <summary>How many numbers with dots between them a text begins with.</summary>
    public static int CountNumbers(string text) => Numbers(text) is { } numbers ? numbers.Count('.') + 1 : 0;

    /// <summary>The numbers a version begins with: <c>3.1.2</c> of <c>3.1.2p20</c>; null when it begins with none.</summary>
    public static string? Numbers(string text)
    {
        int length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || (text[length] == '.' && length + 1 < text.Length && char.IsAsciiDigit(text[length + 1])))) length++;
        return length == 0 ? null : text[..length];
    }

    /// <summary>
    /// The numbers, and the letters that follow at once: <c>3.13.0rc2</c>, <c>16beta1</c>, OpenSSL's <c>1.1.1w</c>. What a distribution or a
    /// builder put behind them (<c>8.2.7-1+deb12u1</c>) is left out.
    /// </summary>
    public static string? Release(string text)
    {
        if (Numbers(text) is not { } numbers) return null;
        int length = numbers.Length;
        while (length < text.Length && char.IsAsciiLetterOrDigit(text[length])) length++;
        return text[..length];
    }

    /// <summary>
    /// The version of a Java runtime as Bitnami writes it: <c>17.0.9</c> of <c>17.0.9+9-LTS</c>, <c>8.0.392</c> of <c>1.8.0_392-b08</c>. Emergency
    /// releases (<c>17.0.4.1</c>) keep their fourth number behind a plus sign, which does not count when versions are compared (JEP 322).
    /// </summary>
    public static string? Java(string text)
    {
        const string Old = "1.8.0_";
        if (text.StartsWith(Old, StringComparison.Ordinal)) return Numbers(text[Old.Length..]) is { } update ? $"8.0.{update}" : null;
        if (Numbers(text)?.Split('.') is not { } numbers || !int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out _)) return null;
        var release = string.Join('.', numbers.Take(3));
        return numbers.Length > 3 ? $"{release}+{string.Join('.', numbers.Skip(3))}" : release;
    }

    /// <summary>The two numbers in the name of a file: <c>3.12</c> of <c>libpython3.12.so.1.0</c>; empty when it has none.</summary>
    public static ReadOnlySpan<char> SeriesIn(ReadOnlySpan<char> fileName)
    {
        int start = fileName.IndexOfAnyInRange('0', '9');
        if (start < 0) return [];
        var series = fileName[start..];
        int major = LeadingDigits(series);
        if (major == series.Length || series[major] != '.') return [];
        int minor = LeadingDigits(series[(major + 1)..]);
        return minor == 0 ? [] : series[..(major + 1 + minor)];
    }

    private static int LeadingDigits(ReadOnlySpan<char> text)
    {
        int length = text.IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? text.Length : length;
    }

    private static bool IsPart(byte c) => char.IsAsciiLetterOrDigit((char)c) || Others.Contains((char)c, StringComparison.Ordinal);
}
