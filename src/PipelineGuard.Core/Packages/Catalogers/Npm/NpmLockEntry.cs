namespace PipelineGuard.Packages.Catalogers.Npm;

/// <summary>One entry of an npm lock file, while it is being read.</summary>
internal sealed class NpmLockEntry
{
    /// <summary><c>name</c>: the real name where the folder has another; null when it has the same.</summary>
    public string? Name { get; set; }

    /// <summary><c>version</c>; null when there is none.</summary>
    public string? Version { get; set; }

    /// <summary><c>integrity</c>; null when there is none.</summary>
    public string? Integrity { get; set; }

    /// <summary>True for what only development needs.</summary>
    public bool IsDevelopment { get; set; }

    /// <summary>True for a link to a folder of the application.</summary>
    public bool IsLink { get; set; }

    /// <summary>The names that it needs.</summary>
    public List<string> DependsOn { get; } = [];
}
