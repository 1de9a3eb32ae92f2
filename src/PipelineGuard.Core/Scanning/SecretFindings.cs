using System.Collections.Immutable;
using PipelineGuard.Archives;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Reporting;
using PipelineGuard.Secrets;

namespace PipelineGuard.Scanning;

/// <summary>Makes findings of the secrets in an image: in files of every layer, deleted ones too, and in its configuration.</summary>
internal sealed class SecretFindings(Image image, TargetReport report)
{
    /// <summary>All secrets of an image; one that stands in several versions of a file is reported once, with the layer that brought it.</summary>
    public ImmutableArray<Finding> Of(ImmutableArray<AnalyzedFile<FileReport>> files, ConfigurationSecrets configuration) =>
    [
        .. from file in files
           from hit in file.Result.Secrets
           group (file, hit) by (hit.Rule.Id, hit.Hash, file.Path, hit.Inside) into versions
           select InFile([.. versions]),
        .. configuration.Found.Select(InConfiguration),
    ];

    private Finding InFile(ImmutableArray<(AnalyzedFile<FileReport> File, SecretHit Hit)> versions)
    {
        var (file, hit) = versions.MinBy(version => version.File.Layer);
        bool isThere = versions.Any(version => version.File.Visible);
        var place = ArchivedFile.PathOf(file.Path.Value, hit.Inside);
        var fate = isThere ? "" : " A later layer deletes or replaces the file, but whoever pulls the image gets this layer, too.";
        return Make(hit, $"{SecretText.What(hit)}.{fate}", place) with
        {
            Location = new(LocationKind.ImageFile, place) { Line = hit.Line, Column = hit.Column },
            Layer = report.Layers[file.Layer].Facts,
        };
    }

    private Finding InConfiguration(ConfigurationSecret found) =>
        Make(found.Hit, $"{SecretText.What(found.Hit)}, in {found.Place} of the image's configuration, which whoever can pull the image can read.", found.Place) with
        {
            Setting = found.Place,
            Layer = image.Layers.FirstOrDefault(layer => found.Step is not null && ReferenceEquals(layer.History, found.Step)) is { } layer ? report.Layers[layer.Index].Facts : null,
        };

    private Finding Make(SecretHit hit, string message, string place) => SecretText.Finding(hit, message, place, new Location(LocationKind.Image, image.LogicalName), image.Name);
}

/// <summary>What all findings about secrets have in common.</summary>
internal static class SecretText
{
    /// <summary>What was found, without saying it.</summary>
    public static string What(SecretHit hit) => $"Looks like {Subject(hit.Rule)}: '{hit.Preview}', secret {hit.Hash}";

    /// <summary>A finding about a secret.</summary>
    /// <param name="hit">The secret.</param>
    /// <param name="message">What to say.</param>
    /// <param name="place">What stays the same over rebuilds.</param>
    /// <param name="location">Where it is.</param>
    /// <param name="target">The target.</param>
    public static Finding Finding(SecretHit hit, string message, string place, Location location, string target)
    {
        var id = new RuleId(hit.Rule.Id);
        return new()
        {
            Rule = id,
            Kind = FindingKind.Secret,
            Severity = hit.Rule.Severity,
            Title = hit.Rule.Title,
            Message = message,
            Location = location,
            Target = target,
            Fingerprint = Fingerprint.Of(id, hit.Hash, place),
            Secret = new(hit.Preview, hit.Hash),
            Fix = new(hit.Rule.Fix),
        };
    }

    private static string Subject(RuleInfo rule) => rule.Title["Keep ".Length..^" out of images".Length];
}
