using System.Globalization;

namespace PipelineGuard.Reporting;

/// <summary>Numbers as people read them; the same on every machine.</summary>
internal static class Phrases
{
    private static readonly string[] Units = ["bytes", "KB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary><c>1 finding</c>, <c>1,234 findings</c>.</summary>
    public static string Count(long count, string singular) => Count(count, singular, singular + "s");

    /// <summary>The same for words whose plural is no mere <c>s</c>.</summary>
    public static string Count(long count, string singular, string plural) => $"{Number(count)} {(count == 1 ? singular : plural)}";

    /// <summary><c>1,234</c>.</summary>
    public static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>120.4 MB</c>, counted in powers of 1,000 as image tools do.</summary>
    public static string Bytes(long bytes)
    {
        double amount = bytes;
        int unit = 0;
        for (; Math.Abs(amount) >= 1000 && unit < Units.Length - 1; unit++) amount /= 1000;
        return string.Create(CultureInfo.InvariantCulture, $"{(unit == 0 ? amount.ToString("0", CultureInfo.InvariantCulture) : amount.ToString("0.0", CultureInfo.InvariantCulture))} {Units[unit]}");
    }

    /// <summary><c>94.5 %</c>; small shares keep their first digit: <c>0.04 %</c>.</summary>
    public static string Percent(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{(share is > 0 and < 0.001 ? (share * 100).ToString("0.00", CultureInfo.InvariantCulture) : (share * 100).ToString("0.#", CultureInfo.InvariantCulture))} %");

    /// <summary><c>2026-11-23</c>, in UTC.</summary>
    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A sentence: its full stop is added when it has none.</summary>
    public static string Sentence(string text) => text.TrimEnd() is var trimmed && (trimmed.Length == 0 || trimmed[^1] is '.' or '!' or '?' or '…') ? trimmed : trimmed + ".";

    /// <summary>The first few of a list: <c>a, b, c and 4 more</c>.</summary>
    public static string Some(IReadOnlyList<string> items, int shown) =>
        items.Count <= shown
            ? string.Join(", ", items)
            : $"{string.Join(", ", items.Take(shown))} and {Number(items.Count - shown)} more";
}
