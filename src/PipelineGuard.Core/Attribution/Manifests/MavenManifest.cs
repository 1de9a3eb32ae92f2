using PipelineGuard.Packages;

namespace PipelineGuard.Attribution.Manifests;

/// <summary>Finds the lines that name artifacts in a <c>pom.xml</c>.</summary>
internal static class MavenManifest
{
    /// <summary>Its dependencies, managed ones included; a version that stands in a property is that property's line.</summary>
    public static IEnumerable<ManifestLine> Read(SourceFile file)
    {
        var elements = XmlPlaces.Read(file);
        foreach (var element in elements.Where(element => element.Name is "dependency" or "parent" or "plugin"))
        {
            if (element.Child("groupId") is not { Text.Length: > 0 } group || element.Child("artifactId") is not { Text.Length: > 0 } artifact) continue;
            var version = element.Child("version");
            if (version?.Text is ['$', '{', .., '}'] && elements.LastOrDefault(property => property.Parent?.Name == "properties" && property.Name == version.Text[2..^1]) is { } held) version = held;
            bool isManaged = element.Parent?.Parent?.Name == "dependencyManagement";
            var at = version is { Text.Length: > 0 } ? version : artifact;
            yield return new(PackageType.Maven, $"{group.Text}:{artifact.Text}", file.Place(at.TextStart, at.TextStart + at.Text.Length), isManaged ? ManifestRole.Pins : ManifestRole.Requires)
            {
                Version = version?.Text,
                VersionPlace = version is { Text.Length: > 0 } ? file.Place(version.TextStart, version.TextStart + version.Text.Length) : null,
            };
        }
    }
}
