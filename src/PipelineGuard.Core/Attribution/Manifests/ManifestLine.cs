using PipelineGuard.Attribution.Manifests.Pinning;
using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Attribution.Manifests;

/// <summary>What a line of a source file decides.</summary>
internal enum ManifestRole
{
    /// <summary>It asks for a package.</summary>
    Requires,

    /// <summary>It gives a package's version for those that ask (<c>PackageVersion</c>, a lock on a transitive package).</summary>
    Pins,
}

/// <summary>A line of a source file that names a package.</summary>
/// <param name="Type">The kind of package.</param>
/// <param name="Name">Its name, in the spelling of <see cref="AdvisoryKey.LookupName"/>.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Role">What the line decides.</param>
internal sealed record ManifestLine(PackageType Type, string Name, Location Place, ManifestRole Role)
{
    /// <summary>The version as written; null when the line has none.</summary>
    public string? Version { get; init; }

    /// <summary>Where the version stands, to be replaced; null when the line has none.</summary>
    public Location? VersionPlace { get; init; }

    /// <summary>The name as the file spells it.</summary>
    public string Spelling { get; init; } = Name;

    /// <summary>Where a version can be added, when the line has none; null when it cannot.</summary>
    public PinPlace? Bare { get; init; }

    /// <summary>Where a package can be pinned that this one brings; null when the file cannot pin it.</summary>
    public PinPlace? Beside { get; init; }

    /// <summary>The file.</summary>
    public string File => Place.Path;
}
