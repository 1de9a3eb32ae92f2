using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Images;

namespace PipelineGuard.Packages;

/// <summary>What one file of a layer says; a value, so that it can be kept with the layer.</summary>
/// <param name="Packages">The packages it records, without a layer; empty for other files.</param>
/// <param name="Owned">Files that the operating system's package manager installed, of those that could record packages themselves.</param>
/// <param name="Distribution">The operating system it names; null for other files.</param>
internal sealed record CatalogedFile(ImmutableArray<Package> Packages, ImmutableArray<ImagePath> Owned, Distribution? Distribution)
{
    /// <summary>What is to be said of a program that holds packages nobody can list; null for other files.</summary>
    public ScanProblem? Unlisted { get; init; }
}
