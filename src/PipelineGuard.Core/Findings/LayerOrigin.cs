namespace PipelineGuard.Findings;

/// <summary>Who made a layer.</summary>
public enum LayerOrigin
{
    /// <summary>It came with the base image: changed by choosing another <c>FROM</c>.</summary>
    Base,

    /// <summary>It was added on top of the base image.</summary>
    App,
}
