namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>What a stage starts from: an image, an earlier stage, or nothing (<c>scratch</c>).</summary>
internal sealed class BaseImage
{
    /// <summary>Makes one.</summary>
    public BaseImage(string written, ImageReference reference, Stage? stage) => (Written, Reference, Stage) = (written, reference, stage);

    /// <summary>The name as it is written in the file, with its variables.</summary>
    public string Written { get; }

    /// <summary>The name with the defaults of its variables.</summary>
    public ImageReference Reference { get; }

    /// <summary>The earlier stage it names; null for an image.</summary>
    public Stage? Stage { get; }

    /// <summary>True when it names a stage further up.</summary>
    public bool IsEarlierStage => Stage is not null;

    /// <summary>True for the empty image.</summary>
    public bool IsScratch => Stage is null && Reference.Text == "scratch";

    /// <summary>True when no part of the name depends on something that only the build knows.</summary>
    public bool IsResolved => Reference.IsResolved;

    /// <inheritdoc cref="ImageReference.Registry"/>
    public string? Registry => Reference.Registry;

    /// <inheritdoc cref="ImageReference.Repository"/>
    public string Repository => Reference.Repository;

    /// <inheritdoc cref="ImageReference.Tag"/>
    public string? Tag => Reference.Tag;

    /// <inheritdoc cref="ImageReference.Digest"/>
    public string? Digest => Reference.Digest;

    /// <summary>The name for a message: resolved when that is possible, else as written.</summary>
    public override string ToString() => IsResolved ? Reference.Text : Written;
}
