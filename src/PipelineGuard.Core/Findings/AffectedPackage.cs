namespace PipelineGuard.Findings;

/// <summary>The package a finding is about.</summary>
/// <param name="Purl">Package URL with version and qualifiers, as in the purl specification.</param>
/// <param name="Type">The package URL type: <c>deb</c>, <c>apk</c>, <c>nuget</c>, …</param>
/// <param name="Name">Name as installed.</param>
/// <param name="Version">Version as installed.</param>
public sealed record AffectedPackage(string Purl, string Type, string Name, string Version)
{
    /// <summary>Name of the source package that an operating system built it from; null when there is none or it is the same.</summary>
    public string? SourceName { get; init; }

    /// <summary>The file in the image that proves the package is there, without a leading slash; null when unknown.</summary>
    public string? FoundIn { get; init; }
}
