using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Sbom;

/// <summary>What a software bill of materials tells, whatever format it is written in.</summary>
/// <param name="ToolVersion">The version of PipelineGuard that made it.</param>
/// <param name="Subjects">What it is about: the images that were read.</param>
internal sealed record BillOfMaterials(string ToolVersion, ImmutableArray<BomSubject> Subjects)
{
    /// <summary>When it was made, as far as that can be said without a clock; null when nobody said.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Where documents of this tool have their names (SPDX 2.3, §6.5 document namespace).</summary>
    public required Uri Home { get; init; }
}

/// <summary>One image, and what is in it.</summary>
/// <param name="Name">A stable name without tag, digest and host path.</param>
/// <param name="Kind">What was read: <c>docker-archive</c>, <c>oci-dir</c>, ….</param>
/// <param name="Inventory">Its operating system and packages.</param>
internal sealed record BomSubject(string Name, string Kind, Inventory Inventory)
{
    /// <summary><c>sha256:…</c> of its manifest or config; null when it has none.</summary>
    public string? Digest { get; init; }

    /// <summary><c>os/architecture[/variant]</c>; null when unknown.</summary>
    public string? Platform { get; init; }

    /// <summary>Its layers, bottom first.</summary>
    public ImmutableArray<LayerFacts> Layers { get; init; } = [];

    /// <summary>False when part of it could not be looked at, so that packages may be missing.</summary>
    public bool IsComplete { get; init; } = true;
}
