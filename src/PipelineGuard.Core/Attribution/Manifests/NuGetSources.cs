using PipelineGuard.Attribution.BaseNames;
using PipelineGuard.Attribution.Layers;
using PipelineGuard.Attribution.Manifests.Pinning;
using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Attribution.Manifests;

/// <summary>The projects of a source tree, and the files that give them versions.</summary>
internal sealed class NuGetSources
{
    private static readonly string[] ProjectExtensions = [".csproj", ".fsproj", ".vbproj"];
    private static readonly string[] Shared = [".props", ".targets"];
    private readonly SourceFolder _folder;
    private readonly List<MsBuildFile> _files;
    private readonly List<MsBuildFile> _projects;
    private readonly Dictionary<string, ProjectAssets?> _assets = new(StringComparer.Ordinal);
    private readonly SourceFile? _globalJson;

    /// <summary>Takes the files that are of MSBuild's kind.</summary>
    /// <param name="files">The files of the source tree.</param>
    /// <param name="folder">Reads further ones.</param>
    public NuGetSources(IEnumerable<SourceFile> files, SourceFolder folder)
    {
        _folder = folder;
        var all = files.ToList();
        _files = [.. all.Where(file => Wants(file.FileName) && file.FileName != "global.json").Select(file => new MsBuildFile(file))];
        _projects = [.. _files.Where(file => IsProject(file.File.FileName))];
        _globalJson = all.Find(file => file.FileName == "global.json");
    }

    /// <summary>True for files that may name packages or frameworks of .NET.</summary>
    public static bool Wants(string name) => IsProject(name) || Shared.Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase)) || name is "packages.config" or "global.json";

    /// <summary>True for a project file.</summary>
    public static bool IsProject(string name) => ProjectExtensions.Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    /// <summary>The line behind a package; null when none of the projects has to do with it.</summary>
    /// <param name="package">The package as it was found.</param>
    public EditPlace? Locate(AffectedPackage package)
    {
        var name = AdvisoryKey.LookupName(PackageType.NuGet, package.Name);
        var projects = ProjectsOf(package.FoundIn);
        bool isSure = projects.Count == 1;
        foreach (var project in projects)
        {
            if (Direct(project, name, package.Version, isSure) is { } direct) return direct;
            if (AssetsOf(project) is { } assets && Transitive(project, assets, name, package, isSure) is { } transitive) return transitive;
        }
        // Without a restore, a line anywhere that names the package is still worth more than a layer.
        return _files.SelectMany(file => file.Packages).FirstOrDefault(line => line.Name == name) is { } line
            ? Place(line, null, package.Version, isSure: false, AttributionMethod.Manifest)
            : null;
    }

    /// <summary>The line that chooses the version of .NET itself: the runtime that is shipped along, or the image that brings it.</summary>
    /// <param name="foundIn">Where it was found.</param>
    /// <param name="isOfBase">True for a runtime of the base image.</param>
    public EditPlace? LocateFramework(string? foundIn, bool isOfBase)
    {
        var projects = ProjectsOf(foundIn);
        if (projects.Count == 0) return null;
        string[] properties = isOfBase ? ["ContainerBaseImage", "ContainerFamily", "TargetFramework", "TargetFrameworks"] : ["RuntimeFrameworkVersion", "TargetFramework", "TargetFrameworks"];
        foreach (var property in properties)
        {
            foreach (var file in projects.SelectMany(project => Chain(project)))
            {
                if (file.Property(property) is not { } found) continue;
                bool isExact = projects.Count == 1 && property is "ContainerBaseImage" or "RuntimeFrameworkVersion";
                return new(file.PlaceOf(found), isOfBase && property.StartsWith("Container", StringComparison.Ordinal) ? AttributionMethod.BaseImage : AttributionMethod.Framework, isExact ? AttributionConfidence.High : AttributionConfidence.Medium);
            }
        }
        return null;
    }

    /// <summary>The base image's name as the projects write it; null when none does, or when several write it in different places.</summary>
    /// <param name="name">What the image says that it stands on.</param>
    public WrittenName? BaseName(string name)
    {
        var names = _projects.Select(project => ProjectName.Of([.. Chain(project)], name)).OfType<WrittenName>().ToList();
        return names.TrueForAll(other => other.Pieces.SequenceEqual(names[0].Pieces)) ? names.FirstOrDefault() : null;
    }

    /// <summary>The line of <c>global.json</c> that chooses the SDK; null when there is none.</summary>
    public EditPlace? LocateSdk()
    {
        if (_globalJson is not { } file) return null;
        int at = file.Source.Text.IndexOf("\"version\"", StringComparison.Ordinal);
        return at < 0 ? null : new(file.Place(at, at + "\"version\"".Length), AttributionMethod.Framework, AttributionConfidence.Medium);
    }

    private EditPlace? Direct(MsBuildFile project, string name, string version, bool isSure)
    {
        var files = Chain(project).ToList();
        var lines = files.SelectMany(file => file.Packages).Where(line => line.Name == name).ToList();
        // The reference's own version wins over the central one (NuGet documentation, "Central Package Management").
        var chosen = lines.Find(line => line is { Role: ManifestRole.Requires, Version: not null }) ?? (lines.Exists(line => line.Role == ManifestRole.Requires) ? lines.Find(line => line.Role == ManifestRole.Pins) : null) ?? lines.Find(line => line.Role == ManifestRole.Requires);
        if (chosen is null && lines.Find(line => line.Role == ManifestRole.Pins) is { } pin && files.Exists(file => file.Property("CentralPackageTransitivePinningEnabled") is { Text: "true" })) chosen = pin;
        return chosen is null ? null : Place(chosen, files, version, isSure, AttributionMethod.Manifest);
    }

    private EditPlace? Transitive(MsBuildFile project, ProjectAssets assets, string name, AffectedPackage package, bool isSure)
    {
        var (chain, version) = (assets.ChainTo(name), package.Version);
        if (chain.IsEmpty) return null;
        var at = project;
        int first = 0;
        // Other projects on the way ask for what follows them.
        for (; first < chain.Length - 1 && chain[first].Project is { } path; first++)
        {
            var full = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project.File.Path)!, path.Replace('\\', '/')));
            at = _projects.Find(other => other.File.Path == full) ?? at;
        }
        var (bringer, bringerVersion, _) = chain[first];
        bool isAsked = bringer.Equals(name, StringComparison.OrdinalIgnoreCase);
        if (Direct(at, AdvisoryKey.LookupName(PackageType.NuGet, bringer), isAsked ? version : bringerVersion, isSure) is not { } place) return null;
        if (isAsked) return place;
        bool isResolved = assets.VersionOf(name) == version;
        return place with
        {
            Method = AttributionMethod.Transitive,
            Version = null,
            Confidence = isResolved ? place.Confidence : AttributionConfidence.Medium,
            Via = $"comes with {bringer} {bringerVersion}",
            BroughtBy = bringer,
            Pin = NuGetPin.Of([.. Chain(at)], AdvisoryKey.LookupName(PackageType.NuGet, bringer), package.Name),
        };
    }

    private static EditPlace Place(ManifestLine line, List<MsBuildFile>? files, string version, bool isSure, AttributionMethod method)
    {
        var (place, written, at) = (line.Place, line.Version, line.VersionPlace);
        if (written is ['$', '(', .., ')'] && files?.Select(file => (File: file, Property: file.Property(written[2..^1]))).FirstOrDefault(found => found.Property is not null) is { File: { } holder, Property: { } property })
            (place, written, at) = (holder.PlaceOf(property), property.Text, holder.PlaceOf(property));
        // Another version than the one that is written means that something else decided.
        bool fits = written is null || written.AsSpan().IndexOfAny("$*[(") >= 0 || written == version || SameVersion(written, version);
        return new(place, method, isSure && fits ? AttributionConfidence.High : AttributionConfidence.Medium) { Version = written is not null && at is not null && fits ? (at, written) : null };
    }

    private static bool SameVersion(string written, string version) =>
        NuGet.Versioning.NuGetVersion.TryParse(written, out var left) && NuGet.Versioning.NuGetVersion.TryParse(version, out var right) && left == right;

    // "app/Shop.deps.json" belongs to the project that builds Shop.
    private List<MsBuildFile> ProjectsOf(string? foundIn)
    {
        var name = Path.GetFileName(foundIn ?? "");
        foreach (var end in (string[])[".deps.json", ".runtimeconfig.json", ".dll", ".exe", ""])
        {
            if (!name.EndsWith(end, StringComparison.OrdinalIgnoreCase)) continue;
            var fitting = _projects.FindAll(project => project.AssemblyName.Equals(name[..^end.Length], StringComparison.OrdinalIgnoreCase));
            if (fitting.Count > 0) return fitting;
        }
        return _projects;
    }

    // The project, then what MSBuild imports by itself from the folders above, nearest first, and everything else that is shared.
    private IEnumerable<MsBuildFile> Chain(MsBuildFile project)
    {
        yield return project;
        var folder = Path.GetDirectoryName(project.File.Path)!;
        var shared = _files.Where(file => !IsProject(file.File.FileName) && file.File.FileName != "packages.config").ToList();
        foreach (var file in _files.Where(file => file.File.FileName == "packages.config" && Path.GetDirectoryName(file.File.Path) == folder)) yield return file;
        for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            foreach (var file in shared.Where(file => Path.GetDirectoryName(file.File.Path) == above)) yield return file;
        }
        foreach (var file in shared.Where(file => !folder.StartsWith(Path.GetDirectoryName(file.File.Path)!, StringComparison.Ordinal))) yield return file;
    }

    private ProjectAssets? AssetsOf(MsBuildFile project)
    {
        var path = project.File.Path;
        if (_assets.TryGetValue(path, out var known)) return known;
        var folder = Path.GetDirectoryName(path)!;
        var name = Path.GetFileNameWithoutExtension(path);
        var file = _folder.Open(Path.Combine(folder, "obj", "project.assets.json"));
        // UseArtifactsOutput puts it beside the other projects'.
        for (var above = folder; file is null && above is not null; above = Path.GetDirectoryName(above)) file = _folder.Open(Path.Combine(above, "artifacts", "obj", name, "project.assets.json"));
        return _assets[path] = file is null ? null : ProjectAssets.Read(file);
    }
}
