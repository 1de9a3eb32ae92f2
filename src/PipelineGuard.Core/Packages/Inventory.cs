using System.Collections.Immutable;

namespace PipelineGuard.Packages;

/// <summary>What is installed in an image.</summary>
/// <param name="Distribution">Its operating system; null when none was recognised.</param>
/// <param name="Packages">Its packages with the layer that brought each, by type, name, version and place.</param>
public sealed record Inventory(Distribution? Distribution, ImmutableArray<Package> Packages);
