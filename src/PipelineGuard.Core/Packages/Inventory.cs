using System.Collections.Immutable;
using PipelineGuard.Images;
using PipelineGuard.Packages.DotNet;

namespace PipelineGuard.Packages;

/// <summary>What is installed in an image.</summary>
/// <param name="Distribution">Its operating system; null when none was recognised.</param>
/// <param name="Packages">Its packages with the layer that brought each, by type, name, version and place.</param>
public sealed record Inventory(Distribution? Distribution, ImmutableArray<Package> Packages)
{
    /// <summary>The file that names the operating system, and the layer that has it; null when none does, or nobody says which.</summary>
    internal (ImagePath Path, int Layer)? DistributionFile { get; init; }

    /// <summary>The .NET applications that need shared frameworks, and what they get.</summary>
    public ImmutableArray<DotNetApplication> DotNetApplications { get; init; } = [];
}
