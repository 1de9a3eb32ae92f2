using System.Globalization;
using System.Text;
using PipelineGuard.Advisories.Stores;
using PipelineGuard.IO;

namespace PipelineGuard.Advisories;

/// <summary>
/// Reads EPSS's daily file, plain or gzipped (FIRST, "EPSS data"): a comment <c>#model_version:v2025.03.14,score_date:2026-01-02T00:00:00+0000</c>,
/// a header <c>cve,epss,percentile</c>, then a line for each CVE.
/// </summary>
internal static class PredictionCsv
{
    private const long MaxBytes = 512L << 20;
    private const int MaxRows = 8_000_000;
    private const int MaxLine = 512;
    private const string Header = "cve,epss,percentile";

    /// <summary>Reads the file.</summary>
    /// <param name="content">The bytes; able to seek.</param>
    /// <param name="unreadable">Lines that are no score; they are left out.</param>
    /// <exception cref="InvalidDataException">It is not such a file, or holds nothing.</exception>
    public static PredictionTable Read(Stream content, out int unreadable)
    {
        try
        {
            using var text = new StreamReader(new BoundedStream(Unpacked(content), MaxBytes, "EPSS file"), new UTF8Encoding(false, throwOnInvalidBytes: true));
            return ReadText(text, out unreadable);
        }
        catch (Exception e) when (e is DecoderFallbackException or LimitException or EndOfStreamException)
        {
            throw new InvalidDataException(e is DecoderFallbackException ? "It is no text." : e.Message, e);
        }
    }

    private static PredictionTable ReadText(StreamReader text, out int unreadable)
    {
        var (date, model) = ReadComment(Line(text));
        if (Line(text) != Header) throw new InvalidDataException($"Its second line is not '{Header}'.");
        var rows = new SortedDictionary<uint, (uint, uint)>();
        unreadable = 0;
        while (Line(text) is { } line)
        {
            if (rows.Count >= MaxRows) throw new InvalidDataException($"It has more than {MaxRows} scores.");
            if (TryReadRow(line, out uint cve, out var row)) rows[cve] = row;
            else if (line.Length > 0) unreadable++;
        }
        return rows.Count > 0 ? new(date, model, rows) : throw new InvalidDataException("It holds no score.");
    }

    private static (DateOnly Date, string Model) ReadComment(string? line)
    {
        string model = "";
        DateOnly? date = null;
        foreach (var part in (line is ['#', ..] ? line[1..] : "").Split(','))
        {
            var (name, value) = part.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? (part[..colon].Trim(), part[(colon + 1)..].Trim()) : ("", "");
            if (name == "model_version") model = Osv.PlainText.OneLine(value, 40) ?? "";
            else if (name == "score_date" && value.Length >= 10 && DateOnly.TryParseExact(value.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) date = day;
        }
        return (date ?? throw new InvalidDataException("Its first line does not name the day of the scores ('#model_version:…,score_date:…')."), model);
    }

    private static bool TryReadRow(ReadOnlySpan<char> line, out uint cve, out (uint, uint) row)
    {
        (cve, row) = (0, default);
        Span<Range> parts = stackalloc Range[4];
        if (line.Split(parts, ',') != 3 || !CveNumber.TryPack(line[parts[0]], out cve)) return false;
        if (!TryReadShare(line[parts[1]], out uint probability) || !TryReadShare(line[parts[2]], out uint percentile)) return false;
        row = (probability, percentile);
        return true;
    }

    private static bool TryReadShare(ReadOnlySpan<char> text, out uint share)
    {
        bool isShare = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) && value is >= 0 and <= 1;
        share = isShare ? (uint)decimal.Round(value * 1_000_000_000m) : 0;
        return isShare;
    }

    // StreamReader's own lines have no limit.
    private static string? Line(StreamReader text)
    {
        var line = new StringBuilder();
        for (int read; (read = text.Read()) >= 0;)
        {
            if (read == '\n') return line.ToString();
            if (read == '\r') continue;
            if (line.Length == MaxLine) throw new InvalidDataException($"It has a line of more than {MaxLine} characters.");
            line.Append((char)read);
        }
        return line.Length > 0 ? line.ToString() : null;
    }

    private static Stream Unpacked(Stream content)
    {
        bool isGzip = content.ReadByte() == 0x1f && content.ReadByte() == 0x8b;
        content.Position = 0;
        return isGzip ? new BufferedStream(new CheckedGzipStream(content), 1 << 16) : content;
    }
}
