namespace PipelineGuard.Sbom.Reading;

/// <summary>One thing that a bill of materials lists, as it says it, while it is being read and after.</summary>
internal sealed class BomComponent
{
    /// <summary>CycloneDX's <c>type</c>, or SPDX's <c>primaryPackagePurpose</c> in CycloneDX's word for it; null when not stated.</summary>
    public string? Type { get; set; }

    /// <summary><c>bom-ref</c> or <c>SPDXID</c>; null when it has none.</summary>
    public string? Ref { get; set; }

    /// <summary>Its name, without <see cref="Group"/>.</summary>
    public string? Name { get; set; }

    /// <summary>What stands before the name: a scope, a Maven group; null when nothing.</summary>
    public string? Group { get; set; }

    /// <summary>Its version; null when not stated.</summary>
    public string? Version { get; set; }

    /// <summary>What it is called for people; null when not stated.</summary>
    public string? Description { get; set; }

    /// <summary>Its package URL; null when it has none.</summary>
    public string? Purl { get; set; }

    /// <summary>The first file that shows it; null when not stated.</summary>
    public string? Location { get; set; }

    /// <summary>Names and expressions of licences.</summary>
    public List<string?> Licenses { get; } = [];

    /// <summary>Everything that has a name of a tool's own.</summary>
    public Dictionary<string, string> Properties { get; } = new(StringComparer.Ordinal);

    /// <summary>The values of a name that may occur several times, in their order: Trivy's list of layers.</summary>
    public List<string> DiffIds { get; } = [];

    /// <summary>A property; null when it has none of that name.</summary>
    public string? this[string property] => Properties.GetValueOrDefault(property);
}
