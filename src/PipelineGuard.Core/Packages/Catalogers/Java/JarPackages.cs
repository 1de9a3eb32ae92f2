using System.Text;
using System.Xml;
using PipelineGuard.Images;
using PipelineGuard.IO.Zip;

namespace PipelineGuard.Packages.Catalogers.Java;

/// <summary>The first bytes of an entry, as many as asked for at most; null when it cannot be read, which was reported.</summary>
internal delegate byte[]? EntryContent(ZipEntry entry, int max);

/// <summary>Lists the artifacts that one archive tells about: its own, and those that were shaded into it.</summary>
/// <param name="place">Where it is.</param>
/// <param name="content">Reads its entries.</param>
internal sealed class JarPackages(ImagePath place, EntryContent content)
{
    private const int MaxManifestBytes = 256 << 10, MaxPropertiesBytes = 64 << 10, MaxPomBytes = 4 << 20;

    /// <summary>True when nothing tells what the archive is: it has parts neither of Maven nor of other archives, and no version.</summary>
    public bool IsUnknown { get; private set; }

    /// <summary>The artifacts. Evidence counts in this order: <c>pom.properties</c>, <c>pom.xml</c>, the manifest, the file's name.</summary>
    /// <param name="entries">What of the archive is of interest.</param>
    public List<Package> Read(List<ZipEntry> entries)
    {
        var packages = new List<Package>();
        var manifest = ManifestOf(entries);
        if (manifest.IsOfJavaRuntime) return packages;
        var (own, evidence) = JarIdentity.Of(manifest, NameOf(place));
        var maven = MavenProjects(entries);
        foreach (var (coordinates, licenses) in maven)
        {
            // What does not tell its version is the archive's own, or nobody can tell.
            var version = coordinates.Version ?? (maven.Count == 1 ? own.Version : null);
            if (version is not null) packages.Add(Found(coordinates with { Version = version }, PackageEvidence.Installed, licenses));
        }
        if (!IsOneOf(own, evidence, maven) && own is { Artifact: not null, Version: not null }) packages.Add(Found(own, evidence, [manifest["Bundle-License"]]));
        IsUnknown = packages.Count == 0 && !entries.Exists(entry => JarEntries.IsArchive(entry.Name));
        return packages;
    }

    // An archive that Maven's files are in is one of those projects, or it was built by another tool and they were shaded into it. The latter is
    // believed when its manifest tells a version and its group is known, unless a project has its name or, being the only one, no other version.
    private static bool IsOneOf(MavenCoordinates own, PackageEvidence evidence, List<(MavenCoordinates Coordinates, IEnumerable<string?> Licenses)> maven) =>
        maven.Count > 0
        && (evidence == PackageEvidence.FileName || own.Group is null
            || maven.Exists(project => project.Coordinates.Artifact == own.Artifact)
            || (maven.Count == 1 && (maven[0].Coordinates.Version ?? own.Version) == own.Version));

    private Package Found(MavenCoordinates coordinates, PackageEvidence evidence, IEnumerable<string?> licenses)
    {
        var (group, artifact, version) = coordinates;
        return new(PackageType.Maven, group is null ? artifact! : $"{group}:{artifact}", version!)
        {
            Evidence = evidence,
            FoundIn = place,
            Licenses = Plausibility.Licenses(licenses),
        };
    }

    private JarManifest ManifestOf(List<ZipEntry> entries)
    {
        int at = entries.FindIndex(entry => entry.Name.Equals(JarEntries.Manifest, StringComparison.OrdinalIgnoreCase));
        return at >= 0 && content(entries[at], MaxManifestBytes) is { } text ? JarManifest.Parse(text) : JarManifest.None;
    }

    private List<(MavenCoordinates Coordinates, IEnumerable<string?> Licenses)> MavenProjects(List<ZipEntry> entries)
    {
        var projects = new List<(MavenCoordinates, IEnumerable<string?>)>();
        foreach (var folder in entries.Where(entry => JarEntries.IsOfMaven(Encoding.UTF8.GetBytes(entry.Name))).GroupBy(entry => entry.Name[..entry.Name.LastIndexOf('/')], StringComparer.Ordinal))
        {
            var properties = folder.FirstOrDefault(entry => entry.Name.EndsWith(JarEntries.Properties, StringComparison.Ordinal));
            var pom = folder.FirstOrDefault(entry => entry.Name.EndsWith(JarEntries.Pom, StringComparison.Ordinal));
            var stated = properties.Name is not null && content(properties, MaxPropertiesBytes) is { } text ? PomProperties.Parse(text) : default;
            var project = pom.Name is not null ? PomOf(pom) : null;
            var coordinates = stated.Or(project?.Coordinates ?? default).Or(CoordinatesOf(folder.Key));
            if (coordinates is { Group: not null, Artifact: not null }) projects.Add((coordinates, project?.Licenses ?? []));
        }
        return projects;
    }

    private PomXml? PomOf(ZipEntry entry)
    {
        if (content(entry, MaxPomBytes) is not { } text) return null;
        try
        {
            return PomXml.Parse(text);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    // META-INF/maven/GROUP/ARTIFACT
    private static MavenCoordinates CoordinatesOf(string folder)
    {
        var parts = folder[JarEntries.MavenFolder.Length..].Split('/');
        return parts is [var group, var artifact] && MavenCoordinates.IsId(group) && MavenCoordinates.IsId(artifact) ? new(group, artifact, null) : default;
    }

    private static ReadOnlySpan<char> NameOf(ImagePath place) => place.Value.AsSpan(place.Value.LastIndexOf('/') + 1);
}
