using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Targets;

/// <summary>Finds the Dockerfiles that a Compose file names.</summary>
/// <param name="root">The folder that was asked for; nothing outside of it is read.</param>
/// <param name="log">Takes what cannot be found.</param>
internal sealed class ComposeTargets(string root, IScanLog log)
{
    private const int LongestFile = 4 << 20;

    /// <summary>The Dockerfiles of one Compose file, those within it included.</summary>
    public IEnumerable<DockerfileTarget> Of(string composeFile)
    {
        string name = DockerfileTargets.NameOf(root, composeFile);
        var shared = new HashSet<(int Place, string? Context)>();
        foreach (var build in ComposeFile.Read(Text(composeFile, name), name, log))
        {
            if (Locate(composeFile, build) is { } target)
            {
                // Services that share one text by an alias: its lines are judged once.
                if (target.Inline is not { } inline || shared.Add((inline.Embedding!.ToHost(0), target.ContextFolder))) yield return target;
            }
            else log.Report(new(Problems.BadComposeFile, FormattableString.Invariant($"{name}({build.Line})"), $"The Dockerfile of service '{build.Service}' is not a file in this folder."));
        }
    }

    // What holds a variable or an address is no path that we could follow.
    private DockerfileTarget? Locate(string composeFile, ComposeBuild build)
    {
        string folder = Path.GetDirectoryName(composeFile)!;
        bool isKnown = IsPath(build.Context) && IsPath(build.Dockerfile ?? "Dockerfile");
        string? context = isKnown ? Path.GetFullPath(Path.Combine(folder, build.Context)) : null;
        if (build.Inline is { } inline)
        {
            var (file, service) = (DockerfileTargets.NameOf(root, composeFile), build.Service);
            return new(composeFile, $"{file}#{service}") { ContextFolder = IsInside(context) ? context : null, Inline = inline, Service = service };
        }
        string? path = context is null ? null : Path.GetFullPath(Path.Combine(context, build.Dockerfile ?? "Dockerfile"));
        if (!IsInside(path) || !File.Exists(path) || !DockerfileFolder.StaysInside(root, path)) return null;
        return new(path, DockerfileTargets.NameOf(root, path)) { ContextFolder = IsInside(context) ? context : null };
    }

    private static bool IsPath(string text) => !text.Contains('$', StringComparison.Ordinal) && !text.Contains(':', StringComparison.Ordinal) && !text.Contains('\0', StringComparison.Ordinal);

    private bool IsInside(string? path) => path is not null && DockerfileFolder.IsInside(root, path);

    private SourceText Text(string path, string name)
    {
        try
        {
            if (new FileInfo(path).Length <= LongestFile) return SourceDecoder.Decode(File.ReadAllBytes(path));
            log.Report(new(Problems.BadComposeFile, name, "It is larger than 4 MiB and was not read."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.Report(new(Problems.BadComposeFile, name, "It could not be read."));
        }
        return new("");
    }
}
