using PipelineGuard.Findings;

namespace PipelineGuard.Reporting.Sarif;

/// <summary>
/// The id under which a host keeps the alerts of a file: the next upload with the same id replaces them. So it is made of what stays
/// the same from build to build: never a tag, a digest, a date or the form in which an image was exported.
/// </summary>
internal static class SarifCategory
{
    private const int MaxLength = 200;

    /// <summary><c>pipelineguard/image/shop/</c>, <c>pipelineguard/dockerfile/Dockerfile/</c>, or for several targets <c>pipelineguard/scan/api+shop/</c>.</summary>
    public static string Of(ScanReport report)
    {
        var names = report.Targets.Select(target => Part(target.LogicalName)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return $"pipelineguard/{Kind(report)}/{Bounded(string.Join('+', names))}/";
    }

    private static string Kind(ScanReport report) => report.Targets switch
    {
        [var only] => CoverageText.IsImage(only) ? "image" : only.Kind,
        _ => "scan",
    };

    // A slash makes another level of the id, which is what it means in "team/shop" too.
    private static string Part(string name)
    {
        var levels = name.Split('/').Where(level => level is not ("" or "." or "..")).Select(Plain);
        return string.Join('/', levels) is { Length: > 0 } part ? part : "unnamed";
    }

    // Only what needs no escaping anywhere.
    private static string Plain(string level) => string.Concat(level.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-'));

    private static string Bounded(string names) =>
        names.Length <= MaxLength ? names : $"{names[..MaxLength]}-{Fingerprint.Of(new RuleId(names), null, "")}";
}
