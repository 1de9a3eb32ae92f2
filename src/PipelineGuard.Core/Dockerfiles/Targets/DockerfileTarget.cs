using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Targets;

/// <summary>A Dockerfile to judge.</summary>
/// <param name="Path">The file on this machine; for a Dockerfile within a Compose file, that one.</param>
/// <param name="Name">Its name for reports: relative to the folder that was asked for, with forward slashes.</param>
internal sealed record DockerfileTarget(string Path, string Name)
{
    /// <summary>The folder that the build gets, on this machine; null when nobody says, and then it is the file's own.</summary>
    public string? ContextFolder { get; init; }

    /// <summary>The Dockerfile itself when it stands in a Compose file (<c>dockerfile_inline</c>); null when it is a file of its own.</summary>
    public SourceText? Inline { get; init; }

    /// <summary>The service that is built from <see cref="Inline"/>, which stands behind <c>#</c> in <see cref="Name"/>; null for a file of its own.</summary>
    public string? Service { get; init; }

    /// <summary>The name of the file for reports.</summary>
    public string FileName => Service is { } service ? Name[..^(service.Length + 1)] : Name;
}
