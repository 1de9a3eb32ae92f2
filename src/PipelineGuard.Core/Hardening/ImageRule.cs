using PipelineGuard.Findings;
using PipelineGuard.Hardening.Settings;
using PipelineGuard.Images;

namespace PipelineGuard.Hardening;

/// <summary>One thing to look for in the configuration or the final file system of an image. A rule keeps no state.</summary>
internal abstract class ImageRule
{
    // Enough to see the pattern; the number says how many there are.
    private const int Named = 5;

    /// <summary>What the rule says about itself.</summary>
    public abstract RuleInfo Info { get; }

    /// <summary>Reports what it finds; the order does not matter.</summary>
    public abstract IEnumerable<Finding> Check(ImageFacts image);

    /// <summary>What it had before it: files and directories, unless it says otherwise.</summary>
    public virtual Examination Examine(ImageFacts image) => Examined.Files(image);

    /// <summary>A finding about the image as a whole.</summary>
    /// <param name="image">The image.</param>
    /// <param name="message">One or two sentences.</param>
    /// <param name="subject">What tells two findings of the rule apart; null when there can be one only.</param>
    protected Finding At(ImageFacts image, string message, string? subject = null) => Make(image, new(LocationKind.Image, image.LogicalName), subject, message) with { Setting = subject };

    /// <summary>A finding about one file or directory.</summary>
    protected Finding At(ImageFacts image, FileSystemEntry entry, string message) =>
        Make(image, new(LocationKind.ImageFile, entry.Path.Value), null, message) with { Layer = image.LayerOf(entry.Layer) };

    /// <summary>A finding about one line of a file.</summary>
    protected Finding At(ImageFacts image, PlacedSettings file, SettingsLine line, string message) =>
        Make(image, new(LocationKind.ImageFile, file.Path.Value) { Line = line.Number }, line.Text, message) with { Layer = image.LayerOf(file.Layer) };

    /// <summary>A finding about a layer.</summary>
    protected Finding At(ImageFacts image, LayerSize layer, string message) =>
        Make(image, new(LocationKind.Image, image.LogicalName), layer.Facts.CreatedBy, message) with { Layer = layer.Facts };

    /// <summary>The first few of many names, and how many more there are: <c>a, b, c and 12 more</c>.</summary>
    protected static string Some(IReadOnlyCollection<string> names) =>
        names.Count <= Named ? string.Join(", ", names) : $"{string.Join(", ", names.Take(Named))} and {names.Count - Named} more";

    private Finding Make(ImageFacts image, Location location, string? subject, string message)
    {
        var id = new RuleId(Info.Id);
        return new()
        {
            Rule = id,
            Kind = FindingKind.Configuration,
            Severity = Info.Severity,
            Title = Info.Title,
            Message = message,
            Location = location,
            Target = image.Target,
            Fingerprint = Fingerprint.Of(id, subject, location.Kind == LocationKind.Image ? image.LogicalName : $"{image.LogicalName}/{location.Path}"),
        };
    }
}
