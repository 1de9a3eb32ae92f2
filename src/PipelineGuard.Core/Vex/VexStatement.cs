using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Vex;

/// <summary>One statement of a VEX document, whatever its format.</summary>
/// <param name="Status">What it says.</param>
/// <param name="Vulnerabilities">The ids it is about; any of them is enough.</param>
/// <param name="Products">What it is about; any of them is enough.</param>
/// <param name="Source">Where it stands.</param>
internal sealed record VexStatement(VexStatus Status, ImmutableArray<string> Vulnerabilities, ImmutableArray<VexProduct> Products, Location Source)
{
    /// <summary>See <see cref="VexFacts.Justification"/>.</summary>
    public string? Justification { get; init; }

    /// <summary>See <see cref="VexFacts.Statement"/>.</summary>
    public string? Text { get; init; }

    /// <summary>See <see cref="VexFacts.Timestamp"/>.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>What it says for the report.</summary>
    public VexFacts Facts => new(Status, Source.ToString()) { Justification = Justification, Statement = Text, Timestamp = Timestamp };
}

/// <summary>A piece of software that a statement names.</summary>
internal record VexComponent
{
    /// <summary>Its package URL; null when it is named otherwise.</summary>
    public PackageUrl? Purl { get; init; }

    /// <summary>Its SHA-256, 64 lower-case hexadecimal digits; null when unknown.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Its plain name; null when unknown.</summary>
    public string? Name { get; init; }

    /// <summary>True when nothing but a name is known.</summary>
    public bool IsOnlyNamed => Purl is null && Sha256 is null;
}

/// <summary>A product that a statement names.</summary>
internal sealed record VexProduct : VexComponent
{
    /// <summary>Narrows the statement to these parts of the product; empty for all of it.</summary>
    public ImmutableArray<VexComponent> Parts { get; init; } = [];
}
