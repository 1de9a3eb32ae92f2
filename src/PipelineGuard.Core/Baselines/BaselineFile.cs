using System.Text;
using System.Text.Json;
using PipelineGuard.Findings;

namespace PipelineGuard.Baselines;

/// <summary>Reads baselines: the text form, or an earlier JSON or SARIF report.</summary>
public static class BaselineFile
{
    private const long LargestBytes = 512L << 20;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>The name of the file that the command line writes when nobody names another.</summary>
    public const string DefaultName = ".pipelineguard.baseline";

    /// <summary>Reads one, by its content.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="GuardException">PG8003: it is not there, cannot be read, or is none of the three.</exception>
    public static Baseline Read(string path) =>
        TryRead(path) ?? throw new GuardException(Problems.BadBaseline, path, "It is neither a baseline nor a JSON or SARIF report of PipelineGuard.");

    /// <summary>The same; null for a file of another kind, such as an image.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="GuardException">PG8003: it is not there, cannot be read, or is a damaged baseline.</exception>
    public static Baseline? TryRead(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            Span<byte> head = stackalloc byte[64];
            int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            var start = Encoding.UTF8.GetString(head[..length]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
            bool isText = BaselineText.Is(start);
            if (!isText && start is not ['{', ..]) return null;
            if (stream.Length > LargestBytes) throw new GuardException(Problems.BadBaseline, path, "It is too large.");
            stream.Position = 0;
            return isText ? BaselineText.Read(new StreamReader(stream).ReadToEnd(), path) : ReadJson(stream);
        }
        catch (JsonException broken)
        {
            throw new GuardException(Problems.BadBaseline, path, "It is no JSON.", broken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GuardException(Problems.BadBaseline, path, failure.Message, failure);
        }
    }

    /// <summary>Writes the text form, or replaces it.</summary>
    /// <param name="baseline">What to write.</param>
    /// <param name="path">Where to.</param>
    /// <exception cref="GuardException">PG6001: it cannot be written.</exception>
    public static void Write(Baseline baseline, string path)
    {
        try
        {
            var temporary = path + ".new";
            File.WriteAllText(temporary, BaselineText.Write(baseline));
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GuardException(Problems.OutputFailed, path, failure.Message, failure);
        }
    }

    private static Baseline? ReadJson(Stream stream)
    {
        using var json = JsonDocument.Parse(stream, Options);
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object) return null;
        if (Items(root, "runs") is { } runs) return new(runs.SelectMany(run => Items(run, "results") ?? default).Select(OfSarif).OfType<BaselineEntry>());
        if (Items(root, "findings") is not { } findings) return null;
        var names = (Items(root, "targets") ?? default).Select(target => (Name: Text(target, "name"), Logical: Text(target, "logicalName"))).DistinctBy(target => target.Name).ToDictionary(target => target.Name ?? "", target => target.Logical, StringComparer.Ordinal);
        return new(findings.Select(finding => OfReport(finding, names)).OfType<BaselineEntry>());
    }

    private static BaselineEntry? OfReport(JsonElement finding, Dictionary<string, string?> names) =>
        Text(finding, "fingerprint") is { } fingerprint && Text(finding, "rule") is { } rule
            ? new(fingerprint, rule, Inner(finding, "package", "name") ?? Inner(finding, "location", "path") ?? "", SeverityOf(Text(finding, "severity")), names.GetValueOrDefault(Text(finding, "target") ?? ""))
            : null;

    // Absent results are those that an earlier comparison did not find any more.
    private static BaselineEntry? OfSarif(JsonElement result) =>
        Inner(result, "partialFingerprints", "primaryLocationLineHash") is { } hash && Text(result, "baselineState") != "absent"
            ? new(hash.Split(':')[0], (Text(result, "ruleId") ?? "").Split('/')[0], Inner(result, "properties", "package") ?? "", SeverityOf(Inner(result, "properties", "severity")), null)
            : null;

    private static Severity SeverityOf(string? text) => Enum.TryParse<Severity>(text, ignoreCase: true, out var severity) ? severity : Severity.Info;

    private static string? Inner(JsonElement element, string outer, string inner) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(outer, out var value) ? Text(value, inner) : null;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement.ArrayEnumerator? Items(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : null;
}
