using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using PipelineGuard.Findings;
using PipelineGuard.IO;
using PipelineGuard.Reporting;

namespace PipelineGuard.GitHub;

/// <summary>
/// A SARIF file as code scanning wants it: without the results that are suppressed, which GitHub would show as open alerts, compressed and in
/// base64.
/// </summary>
internal static class SarifFile
{
    private const long MaxBytes = 256 << 20;

    /// <summary>GitHub refuses more than this after compression.</summary>
    private const int MaxCompressed = 10 << 20;

    /// <summary>Reads and prepares a file.</summary>
    /// <exception cref="GuardException">It cannot be read, is no SARIF 2.1.0, or is too large.</exception>
    public static string Read(string path)
    {
        try
        {
            using var file = new BoundedStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read), MaxBytes, "sarif");
            var log = JsonNode.Parse(file.ReadToEnd());
            if (log is not JsonObject || log["version"]?.ToString() != "2.1.0" || log["runs"] is not JsonArray runs) throw new FormatException("This is no SARIF 2.1.0.");
            foreach (var run in runs) RemoveSuppressed(run);
            return Compressed(log, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or JsonException or FormatException or InvalidOperationException)
        {
            throw new GuardException(Problems.BadReport, path, Phrases.Sentence(SafeText.OneLine(failure.Message)), failure);
        }
    }

    private static void RemoveSuppressed(JsonNode? run)
    {
        if (run is not JsonObject || run["results"] is not JsonArray results) return;
        for (int i = results.Count - 1; i >= 0; i--)
        {
            if (results[i] is JsonObject result && result["suppressions"] is JsonArray { Count: > 0 }) results.RemoveAt(i);
        }
    }

    private static string Compressed(JsonNode log, string path)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        using (var writer = new Utf8JsonWriter(gzip))
        {
            log.WriteTo(writer);
        }
        return compressed.Length <= MaxCompressed
            ? Convert.ToBase64String(compressed.GetBuffer(), 0, (int)compressed.Length)
            : throw new GuardException(Problems.BadReport, path, $"It has {Phrases.Bytes(compressed.Length)} when compressed; GitHub takes {Phrases.Bytes(MaxCompressed)}.");
    }
}
