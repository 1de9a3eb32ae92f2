using PipelineGuard.Dockerfiles;
using PipelineGuard.Dockerfiles.Targets;
using PipelineGuard.Findings;

namespace PipelineGuard.Scanning;

/// <summary>Tells which folder a Dockerfile is judged with, for those who keep a result and must know when it is out of date.</summary>
public static class BuildContextFolder
{
    /// <summary>The folder that holds what the Dockerfile copies: its own or one above; null when none does, and then no folder is looked at.</summary>
    /// <param name="dockerfile">The file.</param>
    /// <exception cref="GuardException">It is not there, cannot be read, or is too large.</exception>
    public static string? Of(string dockerfile) =>
        ContextGuess.Of(Dockerfile.Parse(DockerfileSource.ReadWhole(dockerfile), dockerfile), dockerfile, SourcePath.RepositoryOf(dockerfile));
}
