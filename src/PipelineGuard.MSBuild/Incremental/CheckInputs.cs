using PipelineGuard.Scanning;

namespace PipelineGuard.MSBuild.Incremental;

/// <summary>Everything that the judgement of one Dockerfile depends on, also what is not there yet.</summary>
internal static class CheckInputs
{
    private static readonly string[] Configuration = [".pipelineguard.yml", ".pipelineguard.yaml", ".trivyignore", ".hadolint.yaml", ".hadolint.yml"];
    private static readonly string[] IgnoreFiles = [".dockerignore", ".containerignore"];

    /// <summary>The files, each once.</summary>
    /// <param name="dockerfile">The Dockerfile, as a full path.</param>
    /// <param name="context">The folder of the build context; null when there is none.</param>
    /// <param name="options">What the user said.</param>
    /// <param name="workingDirectory">Where the policy is looked for.</param>
    public static IEnumerable<string> Files(string dockerfile, string? context, GuardOptions options, string workingDirectory)
    {
        string[] named = [dockerfile, $"{dockerfile}.dockerignore", typeof(GuardOptions).Assembly.Location, .. options.Vex ?? [], .. options.MalwareHashes ?? []];
        var files = named.Concat(context is null ? [] : IgnoreFiles.Select(name => Path.Combine(context, name)));
        if (options.Policy is { } policy) files = files.Append(policy).Append(Path.Combine(Path.GetDirectoryName(policy)!, ".trivyignore"));
        string[] folders = [.. Above(Path.GetDirectoryName(dockerfile)!), .. Above(workingDirectory)];
        return files.Concat(folders.SelectMany(folder => Configuration.Select(name => Path.Combine(folder, name)))).Select(Path.GetFullPath).Distinct();
    }

    // Up to the root of the repository: nobody looks further.
    private static IEnumerable<string> Above(string folder)
    {
        for (var next = folder; next is not null; next = Path.GetDirectoryName(next))
        {
            yield return next;
            if (Path.Exists(Path.Combine(next, ".git"))) yield break;
        }
    }
}
