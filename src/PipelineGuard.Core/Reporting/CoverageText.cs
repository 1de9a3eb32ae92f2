using PipelineGuard.Findings;

namespace PipelineGuard.Reporting;

/// <summary>What was looked at and with what, in short lines: without it "no findings" says nothing. Not yet made safe to show.</summary>
internal static class CoverageText
{
    /// <summary><c>docker-archive, Debian GNU/Linux 12 (bookworm), linux/amd64</c>.</summary>
    public static string Identity(TargetReport target) =>
        string.Join(", ", new[] { target.Kind, OperatingSystem(target), target.Platform, target.Base is { } image ? $"on {image.Name}" : null }.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary><c>3 of 3 layers (120.4 MB, 3,456 files), 86 Debian packages, 12 NuGet packages</c>.</summary>
    public static string Content(TargetReport target)
    {
        var parts = new List<string>();
        if (!target.Layers.IsEmpty) parts.Add(Layers(target));
        parts.AddRange(
            from package in target.Packages
            group package by package.Type into same
            orderby same.Count() descending, same.Key.Purl
            select Phrases.Count(same.Count(), same.Key.DisplayName.TrimEnd('s'), same.Key.DisplayName));
        if (IsImage(target) && target.Packages.IsEmpty) parts.Add("no packages recognised");
        if (!target.Attachments.IsEmpty) parts.Add(Attachments(target));
        return parts.Count == 0 ? "read whole" : string.Join(", ", parts);
    }

    /// <summary><c>Debian 45,123 (as of 2026-11-20)</c> for each ecosystem; says so when there is none.</summary>
    public static string Advisories(ScanReport report) =>
        report.Advisories.IsEmpty
            ? "none"
            : string.Join(", ", report.Advisories.Select(data =>
                $"{data.Ecosystem} {Phrases.Number(data.Advisories)} (as of {Phrases.Day(data.AsOf)}{(data.IsStarter ? ", starter set" : "")})"));

    /// <summary><c>CISA KEV 1,404 (of 2025-08-25), EPSS 300,123 (of 2026-11-24)</c>; empty when there was none.</summary>
    public static string Exploitation(ScanReport report) =>
        string.Join(", ", report.Exploitation.Select(data => FormattableString.Invariant($"{data.Name} {data.Entries:N0} (of {data.Date:yyyy-MM-dd})")));

    /// <summary>The policy that judged.</summary>
    public static string Policy(ScanReport report) => report.PolicyFile ?? "built in";

    /// <summary>The worst problems first; their order within an effect is the report's.</summary>
    public static IEnumerable<ScanProblem> ProblemsWorstFirst(ScanReport report) =>
        report.Problems.OrderByDescending(problem => problem.Info.Effect);

    /// <summary>True for everything that has an operating system's files in it.</summary>
    public static bool IsImage(TargetReport target) => target.Kind != "dockerfile";

    // "attached: 2 signatures, 1 sbom (not verified)".
    private static string Attachments(TargetReport target) =>
        $"attached: {string.Join(", ", target.Attachments.GroupBy(item => item.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Count()} {kind.Key}"))} (not verified)";

    private static string? OperatingSystem(TargetReport target) =>
        target.Distribution?.PrettyName ?? (IsImage(target) ? "operating system not recognised" : null);

    private static string Layers(TargetReport target)
    {
        int complete = target.Layers.Count(layer => layer.Complete);
        var size = Phrases.Bytes(target.Layers.Sum(layer => layer.Bytes));
        var files = Phrases.Count(target.Layers.Sum(layer => (long)layer.Files), "file");
        return $"{complete} of {Phrases.Count(target.Layers.Length, "layer")} ({size}, {files})";
    }
}
