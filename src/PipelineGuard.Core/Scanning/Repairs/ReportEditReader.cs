using System.Text.Json;
using PipelineGuard.Attribution.Upgrades;
using PipelineGuard.Findings;

namespace PipelineGuard.Scanning.Repairs;

/// <summary>Reads the edits of a JSON report.</summary>
internal static class ReportEditReader
{
    private const long LargestReport = 512L << 20;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>All of them: those of findings that are not waived, and those of the plan.</summary>
    /// <exception cref="GuardException">It is no report, or cannot be read.</exception>
    public static List<ReportEdit> Read(string report)
    {
        try
        {
            using var stream = new FileStream(report, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length > LargestReport) throw new GuardException(Problems.BadUsage, report, "The report is too large.");
            using var json = JsonDocument.Parse(stream, Options);
            var plan = json.RootElement.TryGetProperty("plan", out var changes) ? changes.EnumerateArray().Where(change => change.TryGetProperty("replaces", out _)).ToList() : [];
            // What goes with another base image needs no upgrade.
            var removed = plan.SelectMany(change => change.TryGetProperty("removes", out var found) ? [.. found.EnumerateArray()] : Enumerable.Empty<JsonElement>()).Select(fingerprint => fingerprint.GetString()).ToHashSet(StringComparer.Ordinal);
            var edits = json.RootElement.GetProperty("findings").EnumerateArray().SelectMany(finding => OfFinding(finding, removed));
            return [.. edits.Concat(plan.SelectMany(OfPlan))];
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new GuardException(Problems.BadUsage, report, "It is no JSON report of PipelineGuard ('scan -o json=FILE' writes one).", broken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GuardException(Problems.TargetNotFound, report, failure.Message, failure);
        }
    }

    private static IEnumerable<ReportEdit> OfFinding(JsonElement finding, HashSet<string?> removed)
    {
        bool isPackage = finding.TryGetProperty("package", out var package) && finding.TryGetProperty("fix", out var fix) && fix.TryGetProperty("version", out _);
        if (!isPackage || finding.GetProperty("state").ValueEquals("waived")) yield break;
        var (type, name, version) = (Text(package, "type"), Text(package, "name"), VersionOf(finding.GetProperty("fix")));
        var bringer = finding.TryGetProperty("attribution", out var attribution) && attribution.TryGetProperty("broughtBy", out var by) ? by.GetString() : null;
        foreach (var edit in finding.GetProperty("fix").GetProperty("edits").EnumerateArray().Select(EditOf))
        {
            if (UpgradeRun.Parse(edit.Text) is { } run)
            {
                if (!removed.Contains(finding.GetProperty("fingerprint").GetString())) yield return new UpgradeEdit(edit, run);
                continue;
            }
            bool isPin = bringer is not null || PinEdit.FormOf(edit, name, version) is not null;
            yield return isPin ? PinEdit.Of(edit, type, name, version, bringer ?? name) : new VersionEdit(edit, type, name, Text(package, "version"), version);
        }
    }

    private static IEnumerable<ReportEdit> OfPlan(JsonElement change)
    {
        if (change.TryGetProperty("edit", out var edit)) yield return new BaseImageEdit(EditOf(edit), Text(change, "replaces"));
        if (change.TryGetProperty("digestEdit", out var digest)) yield return new BaseImageEdit(EditOf(digest), Text(change, "replacesDigest"));
    }

    private static TextEdit EditOf(JsonElement edit) => new(Text(edit, "path"), Number(edit, "line"), Number(edit, "column"), Number(edit, "endLine"), Number(edit, "endColumn"), Text(edit, "text"));

    private static string VersionOf(JsonElement fix) => Text(fix, fix.TryGetProperty("cleanVersion", out _) ? "cleanVersion" : "version");

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32() is > 0 and var number ? number : throw new FormatException($"'{name}' counts from 1.");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
