using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Rules;
using PipelineGuard.Dockerfiles.Targets;
using PipelineGuard.Findings;

namespace PipelineGuard.Scanning;

/// <summary>Carries out the fixes that rules know for Dockerfiles.</summary>
public static class DockerfileRepair
{
    /// <summary>Repairs one Dockerfile in place, or only says what would be repaired. A second run finds nothing to do.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">False to leave the file as it is.</param>
    /// <param name="log">Takes what could not be looked at.</param>
    /// <returns>The findings that were repaired, or would be; empty when there was nothing to do.</returns>
    /// <exception cref="GuardException">The file is not there, cannot be read or written, or is too large.</exception>
    public static ImmutableArray<Finding> Run(string path, bool write, IScanLog log)
    {
        var file = new DockerfileTarget(path, SourcePath.InRepository(path));
        var (context, config) = DockerfileScanner.Surroundings(file, TimeProvider.System, log);
        var (bytes, applied) = DockerfileFixer.Fix(DockerfileScanner.ReadWhole(path), context, config, file.Name);
        if (write && !applied.IsEmpty) Write(path, bytes);
        return applied;
    }

    private static void Write(string path, ReadOnlyMemory<byte> bytes)
    {
        var unfinished = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            File.WriteAllBytes(unfinished, bytes.Span);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            File.Delete(unfinished);
            throw new GuardException(Problems.OutputFailed, path, "The repaired file could not be written.", failure);
        }
    }
}
