using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Targets;

/// <summary>The <c>build</c> of a service in a Compose file (Compose specification, "Build").</summary>
/// <param name="Service">The service's name.</param>
/// <param name="Context">The folder of the build context as written, relative to the Compose file.</param>
/// <param name="Line">The line of the <c>build</c>, counted from 1.</param>
internal sealed record ComposeBuild(string Service, string Context, int Line)
{
    /// <summary>The Dockerfile as written, relative to the context; null for the default name.</summary>
    public string? Dockerfile { get; init; }

    /// <summary>The Dockerfile itself, which knows its places in the Compose file; null when it is a file of its own.</summary>
    public SourceText? Inline { get; init; }
}
