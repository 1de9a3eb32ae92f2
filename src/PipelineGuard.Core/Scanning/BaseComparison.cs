using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>An image that was scanned to be compared.</summary>
/// <param name="Report">What it is.</param>
/// <param name="Vulnerabilities">Those that are not waived.</param>
internal sealed record ComparedImage(TargetReport Report, ImmutableArray<Finding> Vulnerabilities);

/// <summary>Holds candidates against the base image that an image stands on.</summary>
internal static class BaseComparison
{
    /// <summary>Compares.</summary>
    /// <param name="image">The image.</param>
    /// <param name="open">Its vulnerabilities that are not waived.</param>
    /// <param name="candidates">The candidates that could be looked at whole.</param>
    /// <param name="isBase">True when the image is the base image itself.</param>
    public static BaseAdvice Of(TargetReport image, ImmutableArray<Finding> open, IReadOnlyCollection<(CandidateName Name, ComparedImage Image)> candidates, bool isBase)
    {
        var current = isBase ? default : candidates.Where(other => BaseLayers.IsBaseOf(other.Image.Report, image)).OrderByDescending(other => other.Image.Report.Layers.Length).ThenByDescending(other => other.Name.IsOwn).FirstOrDefault();
        bool knowsOrigin = image.Layers.Any(layer => layer.Facts.Origin == LayerOrigin.Base);
        var own = open.Where(finding => isBase || (current.Image is { } found ? finding.Layer?.Index < found.Report.Layers.Length : !knowsOrigin || finding.Layer?.Origin == LayerOrigin.Base)).ToList();
        var before = (current.Image?.Vulnerabilities ?? [.. own]).Select(Key).ToHashSet();
        var compared =
            from other in candidates
            where other.Image != current.Image && !(current.Image is { } used && BaseLayers.AreSame(other.Image.Report, used.Report)) && !BaseLayers.AreSame(other.Image.Report, image)
            let candidate = Compare(other.Name, other.Image, before, own, image)
            // A tag that brings and takes nothing is the base itself, as far as anybody can tell.
            where !(candidate.IsRebuild && candidate.Removed == 0 && candidate.Added == 0)
            orderby !candidate.IsSameDistribution, candidate.Left, candidate.Name
            select candidate;
        var name = current.Name?.Name ?? (isBase ? BaseName.Of(image)?.Text ?? image.Name : image.Base?.Name);
        return new(name, isBase || current.Image is not null || knowsOrigin, [.. compared]);
    }

    private static BaseCandidate Compare(CandidateName name, ComparedImage other, HashSet<(string, string?)> before, List<Finding> own, TargetReport image)
    {
        var after = other.Vulnerabilities.Select(Key).ToHashSet();
        var edit = name.IsTag ? EditOf(image, name.Name) : null;
        return new(name.Name, before.Count, before.Count(key => !after.Contains(key)), after.Count(key => !before.Contains(key)), image.Distribution?.Id == other.Report.Distribution?.Id)
        {
            IsRebuild = name.IsOwn,
            Removes = [.. own.Where(finding => !after.Contains(Key(finding))).Select(finding => finding.Fingerprint).Distinct(StringComparer.Ordinal)],
            Edit = edit,
            Replaces = edit is null ? null : image.Base!.Written!.Text,
        };
    }

    // A name with a digest needs a new digest, too.
    private static TextEdit? EditOf(TargetReport image, string name)
    {
        if (image.Base?.Written is not { Place: { Line: { } line, Column: { } column } place } written || written.Text.Contains('@', StringComparison.Ordinal)) return null;
        if (BaseName.Of(written.Text) is not { } old || BaseName.Of(name)?.Reference is not { Tag: { } tag } reference || old.Reference.Name != reference.Name) return null;
        return new(place.Path, line, column, place.EndLine ?? line, place.EndColumn ?? column, old.WithTag(tag));
    }

    // A package of another version with the same vulnerability has the same vulnerability.
    private static (string, string?) Key(Finding finding) => (finding.Rule.Value, finding.Package?.Name);
}
