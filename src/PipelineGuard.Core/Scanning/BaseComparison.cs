using System.Collections.Immutable;
using PipelineGuard.Attribution.BaseNames;
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
            let candidate = Compare(other.Name, other.Image, before, own, image, current.Name?.IsOwn is true || image.Base is { By: "label" or "annotation" })
            // A tag that brings and takes nothing is the base itself, as far as anybody can tell.
            where !(candidate.IsRebuild && candidate.Removed == 0 && candidate.Added == 0)
            orderby !candidate.IsSameDistribution, candidate.Left, candidate.Name
            select candidate;
        var name = current.Name?.Name ?? (isBase ? BaseName.Of(image)?.Text ?? image.Name : image.Base?.Name);
        return new(name, isBase || current.Image is not null || knowsOrigin, [.. compared]);
    }

    private static BaseCandidate Compare(CandidateName name, ComparedImage other, HashSet<(string, string?)> before, List<Finding> own, TargetReport image, bool isConfirmed)
    {
        var after = other.Vulnerabilities.Select(Key).ToHashSet();
        var edits = EditsOf(image, name, other.Report);
        var notes = from edit in edits let variable = edit.Piece.Variable where variable is not null select NoteOn(edit.Piece, variable, isConfirmed);
        return new(name.Name, before.Count, before.Count(key => !after.Contains(key)), after.Count(key => !before.Contains(key)), image.Distribution?.Id == other.Report.Distribution?.Id)
        {
            IsRebuild = name.IsOwn,
            Removes = [.. own.Where(finding => !after.Contains(Key(finding))).Select(finding => finding.Fingerprint).Distinct(StringComparer.Ordinal)],
            Edit = edits.FirstOrDefault()?.Edit,
            Replaces = edits.FirstOrDefault()?.Replaces,
            DigestEdit = edits.ElementAtOrDefault(1)?.Edit,
            ReplacesDigest = edits.ElementAtOrDefault(1)?.Replaces,
            EditNote = string.Join(" and ", notes) is { Length: > 0 } note ? note : null,
        };
    }

    // A name with a digest needs a new digest, too; without one, the own tag stays as it is.
    private static ImmutableArray<NameEdit> EditsOf(TargetReport image, CandidateName name, TargetReport candidate)
    {
        if (image.Base is not { Written: { } written } known || BaseName.Of(written.Text) is not { Reference: { Tag: { } writtenTag } old } spelled) return [];
        // The sources may have changed since the image was made, or the build took another value.
        if (BaseName.Of(known.Name) is not { } used || used.Reference.Name != old.Name || (used.Reference.Tag ?? writtenTag) != writtenTag) return [];
        var takes = name.IsTag || name.IsOwn ? BaseName.Of(name.Name) : candidate.RecordedName is { } recorded ? BaseName.Of(recorded) : null;
        if (takes?.Reference is not { Tag: { } tag } reference || reference.Name != old.Name) return [];
        if (old.Digest is null) return name.IsOwn ? [] : written.Rename(spelled.WithTag(tag));
        return candidate.OfferedDigest is { } digest && digest != old.Digest.ToString() ? written.Rename($"{spelled.WithTag(tag)}@{digest}") : [];
    }

    private static string NoteOn(NamePiece piece, string variable, bool isConfirmed)
    {
        var note = $"the value of {variable} ({piece.Place})";
        return piece.MayBeReplaced && !isConfirmed ? $"{note}; a build that is given another {variable} takes no notice of it" : note;
    }

    // A package of another version with the same vulnerability has the same vulnerability.
    private static (string, string?) Key(Finding finding) => (finding.Rule.Value, finding.Package?.Name);
}
