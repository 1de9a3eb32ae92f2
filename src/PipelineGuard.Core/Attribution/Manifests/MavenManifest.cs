using PipelineGuard.Attribution.Manifests.Pinning;
using PipelineGuard.Packages;

namespace PipelineGuard.Attribution.Manifests;

/// <summary>Finds the lines that name artifacts in the <c>pom.xml</c> files of a tree.</summary>
internal static class MavenManifest
{
    /// <summary>The dependencies, managed ones included; a version that stands in a property, of the file or of one that it may inherit from, is that property's line.</summary>
    public static IEnumerable<ManifestLine> Read(IEnumerable<SourceFile> files)
    {
        List<Pom> poms = [.. files.Select(file => new Pom(file, XmlPlaces.Read(file)))];
        return poms.SelectMany(pom => Read(pom, poms));
    }

    private static IEnumerable<ManifestLine> Read(Pom pom, List<Pom> poms)
    {
        var beside = PinPlaceIn(pom);
        foreach (var element in pom.Elements.Where(element => element.Name is "dependency" or "parent" or "plugin"))
        {
            if (element.Child("groupId") is not { Text.Length: > 0 } group || element.Child("artifactId") is not { Text.Length: > 0 } artifact) continue;
            var (file, version) = (pom.File, element.Child("version"));
            if (version?.Text is ['$', '{', .., '}'] && Property(version.Text[2..^1], pom, poms) is { } held) (file, version) = held;
            bool isManaged = element.Parent?.Parent?.Name == "dependencyManagement";
            var at = version is { Text.Length: > 0 } ? version : artifact;
            yield return new(PackageType.Maven, $"{group.Text}:{artifact.Text}", file.Place(at.TextStart, at.TextStart + at.Text.Length), isManaged ? ManifestRole.Pins : ManifestRole.Requires)
            {
                Version = version?.Text,
                VersionPlace = version is { Text.Length: > 0 } ? file.Place(version.TextStart, version.TextStart + version.Text.Length) : null,
                Bare = version is null && element.Name == "dependency" ? Behind(pom.File, artifact) : null,
                Beside = element.Name == "dependency" ? beside : null,
            };
        }
    }

    // The file's own, then that of the nearest file above, then any: where a parent lies is told by more than folders.
    private static (SourceFile, XmlElement)? Property(string name, Pom pom, List<Pom> poms)
    {
        foreach (var holder in poms.OrderBy(other => other == pom ? 0 : pom.Folder.StartsWith(other.Folder, StringComparison.Ordinal) ? 1 : 2).ThenByDescending(other => other.Folder.Length))
        {
            if (holder.Elements.LastOrDefault(property => property.Parent is { Name: "properties", Parent.Name: "project" } && property.Name == name) is { Text.Length: > 0 } held) return (holder.File, held);
        }
        return null;
    }

    private static PinPlace? PinPlaceIn(Pom pom)
    {
        var text = pom.File.Source.Text;
        var lists = pom.Elements.Where(element => element.Name == "dependencies" && element.Start >= 0 && string.CompareOrdinal(text, element.Start, PinForms.Managed.Anchor, 0, PinForms.Managed.Anchor.Length) == 0).ToList();
        if (lists.Find(list => list.Parent is { Name: "dependencyManagement", Parent: { Name: "project", Parent: null } }) is { } managed) return new(pom.File, managed.End, IndentAt(text, managed.Start), PinForms.Managed);
        bool mayAdd = !pom.Elements.Exists(element => element.Name == "dependencyManagement");
        return mayAdd && lists.Find(list => list.Parent is { Name: "project", Parent: null }) is { } own ? new(pom.File, own.Start, IndentAt(text, own.Start), PinForms.FirstManaged) : null;
    }

    private static PinPlace? Behind(SourceFile file, XmlElement artifact)
    {
        const string Close = "</artifactId>";
        int end = artifact.TextStart + artifact.Text.Length;
        return string.CompareOrdinal(file.Source.Text, end, Close, 0, Close.Length) == 0 ? new(file, end + Close.Length, IndentAt(file.Source.Text, artifact.Start), PinForms.MavenVersion) : null;
    }

    private static string IndentAt(string text, int at)
    {
        int line = at <= 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1, end = line;
        while (end < at && text[end] is ' ' or '\t') end++;
        return text[line..end];
    }

    private sealed record Pom(SourceFile File, List<XmlElement> Elements)
    {
        public string Folder { get; } = Path.GetDirectoryName(File.Path) + Path.DirectorySeparatorChar;
    }
}
