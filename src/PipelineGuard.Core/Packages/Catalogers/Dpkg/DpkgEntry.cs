using System.Collections.Immutable;

namespace PipelineGuard.Packages.Catalogers.Dpkg;

/// <summary>One block of a status file, while it is being read and after.</summary>
internal sealed class DpkgEntry
{
    /// <summary>The line it starts at, counted from 1.</summary>
    public required int Line { get; init; }

    /// <summary><c>Package</c>.</summary>
    public string? Name { get; set; }

    /// <summary><c>Version</c>, with epoch and revision.</summary>
    public string? Version { get; set; }

    /// <summary><c>Architecture</c>: <c>amd64</c>, <c>all</c>.</summary>
    public string? Architecture { get; set; }

    /// <summary>The name in <c>Source</c>; null when it is the package's own.</summary>
    public string? SourceName { get; set; }

    /// <summary>The version in <c>Source</c>; null when it is the package's own.</summary>
    public string? SourceVersion { get; set; }

    /// <summary><c>Maintainer</c>: a name and an address.</summary>
    public string? Maintainer { get; set; }

    /// <summary>The third word of <c>Status</c>; null when there is no status.</summary>
    public string? State { get; set; }

    /// <summary><c>Depends</c>, names only; alternatives joined by <c>|</c>.</summary>
    public ImmutableArray<string> Depends { get; set; } = [];

    /// <summary><c>Pre-Depends</c>, in the same way.</summary>
    public ImmutableArray<string> PreDepends { get; set; } = [];

    /// <summary><c>Provides</c>, names only.</summary>
    public ImmutableArray<string> Provides { get; set; } = [];

    /// <summary>The first line that is neither a field nor part of one; null when there is none.</summary>
    public int? GarbledLine { get; set; }

    /// <summary>
    /// True unless dpkg(1), "Package states", says that no file of it is there. Every other state leaves files behind: also a half
    /// finished installation. Without a status it counts as installed: distroless images and image builders copy control files,
    /// which have none.
    /// </summary>
    public bool IsPresent => State is not ("not-installed" or "config-files");
}
