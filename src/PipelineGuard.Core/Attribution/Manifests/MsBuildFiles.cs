using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Attribution.Manifests;

/// <summary>What one file of MSBuild, or a <c>packages.config</c>, says about packages and frameworks.</summary>
/// <param name="file">The file.</param>
internal sealed class MsBuildFile(SourceFile file)
{
    private IReadOnlyList<ManifestLine>? _packages;
    private readonly List<XmlElement> _elements = XmlPlaces.Read(file);

    /// <summary>The file.</summary>
    public SourceFile File => file;

    /// <summary>The name of the program that it builds, without extension.</summary>
    public string AssemblyName => Property("AssemblyName") is { Text: { Length: > 0 } name } && !name.Contains('$', StringComparison.Ordinal) ? name : System.IO.Path.GetFileNameWithoutExtension(file.FileName);

    /// <summary>The last value of a property; null when the file has none.</summary>
    public XmlElement? Property(string name) =>
        _elements.LastOrDefault(element => element.Parent?.Name == "PropertyGroup" && element.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && element.Text.Length > 0);

    /// <summary>Where a property's value stands.</summary>
    public Location PlaceOf(XmlElement property) => file.Place(property.TextStart, property.TextStart + property.Text.Length);

    /// <summary>The lines that name packages.</summary>
    public IReadOnlyList<ManifestLine> Packages => _packages ??= [.. Lines()];

    private IEnumerable<ManifestLine> Lines()
    {
        foreach (var element in _elements)
        {
            switch (element.Name)
            {
                case "PackageReference" or "GlobalPackageReference": foreach (var line in Of(element, ManifestRole.Requires)) yield return line; break;
                case "PackageVersion": foreach (var line in Of(element, ManifestRole.Pins)) yield return line; break;
                case "package" when element.Parent?.Name == "packages" && element.Attributes.TryGetValue("id", out var id):
                    yield return Line(element, id.Value, ManifestRole.Requires, element.Attributes.TryGetValue("version", out var version) ? version : null);
                    break;
            }
        }
    }

    private IEnumerable<ManifestLine> Of(XmlElement element, ManifestRole role)
    {
        if (!element.Attributes.TryGetValue("Include", out var names) && !element.Attributes.TryGetValue("Update", out names)) yield break;
        (string, int)? version = element.Attributes.TryGetValue("VersionOverride", out var over) ? over
            : element.Attributes.TryGetValue("Version", out var attribute) ? attribute
            : element.Child("VersionOverride") is { Text.Length: > 0 } inner ? (inner.Text, inner.TextStart)
            : element.Child("Version") is { Text.Length: > 0 } child ? (child.Text, child.TextStart)
            : null;
        foreach (var name in names.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) yield return Line(element, name, role, version);
    }

    private ManifestLine Line(XmlElement element, string name, ManifestRole role, (string Value, int Start)? version) =>
        new(PackageType.NuGet, AdvisoryKey.LookupName(PackageType.NuGet, name), file.Place(Math.Max(element.Start, 0), element.End), role)
        {
            Version = version?.Value,
            VersionPlace = version is { } at ? file.Place(at.Start, at.Start + at.Value.Length) : null,
        };
}
