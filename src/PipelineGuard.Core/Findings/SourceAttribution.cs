namespace PipelineGuard.Findings;

/// <summary>How a finding of an image came to a line of a source file.</summary>
public enum AttributionMethod
{
    /// <summary>None led to a line: the finding stays where it was found in the image.</summary>
    None,

    /// <summary>The instruction that made the layer.</summary>
    Instruction,

    /// <summary>The <c>FROM</c> whose image brought it.</summary>
    BaseImage,

    /// <summary>The instruction of an earlier stage that made a file which <c>COPY --from</c> brought.</summary>
    CopiedFrom,

    /// <summary>One of several instructions whose changes share a layer, chosen by the path of the file.</summary>
    Squashed,

    /// <summary>The instruction that set, or could set, what the image's configuration says.</summary>
    Configuration,

    /// <summary>The line of a project file or manifest that names the package.</summary>
    Manifest,

    /// <summary>The line of a project file or manifest that names a package which brings the package.</summary>
    Transitive,

    /// <summary>The line that chooses the framework or runtime.</summary>
    Framework,
}

/// <summary>How sure it is that a line is the right one, the surest first.</summary>
public enum AttributionConfidence
{
    /// <summary>Everything fits.</summary>
    High,

    /// <summary>The best of few candidates.</summary>
    Medium,

    /// <summary>A guess, or none: look at the place in the image, too.</summary>
    Low,
}

/// <summary>Why <see cref="Finding.Location"/> is a line that somebody can edit, and not the place in the image.</summary>
/// <param name="Method">What led there.</param>
/// <param name="Confidence">How sure it is.</param>
/// <param name="FoundAt">Where it was found in the image.</param>
public sealed record SourceAttribution(AttributionMethod Method, AttributionConfidence Confidence, Location FoundAt)
{
    /// <summary>A remark in a few words, such as <c>comes with X 1.2</c>; null when there is none. May hold text from the image.</summary>
    public string? Via { get; init; }

    /// <summary>The package whose line it is, as the file spells it, where that one brings the finding's package; null for every other line. May hold text from the image.</summary>
    public string? BroughtBy { get; init; }
}
