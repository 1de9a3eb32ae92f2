using System.Buffers;
using System.Collections.Immutable;
using PipelineGuard.Attribution.BaseNames;
using PipelineGuard.Attribution.Layers;
using PipelineGuard.Attribution.Manifests.Pinning;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages;
using PipelineGuard.Packages.Catalogers;
using PipelineGuard.Packages.DotNet;

namespace PipelineGuard.Attribution.Manifests;

/// <summary>The sources of an image: leads its packages to the lines that ask for them.</summary>
internal sealed class SourceTree
{
    // Installed with the tool itself, whatever the sources ask for.
    private static readonly string[] OfTools = ["usr/lib/node_modules/", "usr/local/lib/node_modules/", "opt/yarn", "root/.dotnet/", "usr/share/dotnet/sdk/", "usr/lib/dotnet/sdk/"];
    private static readonly SearchValues<char> RangeSigns = SearchValues.Create("*xX ,|<>");
    private readonly NuGetSources _nuget;
    private readonly NpmPins _npm;
    private readonly ILookup<(PackageType, string), ManifestLine> _lines;
    private readonly ImmutableArray<Package> _locked;
    private PackageChains? _chains;

    private SourceTree(List<SourceFile> files, SourceFolder folder)
    {
        _nuget = new(files.Where(file => NuGetSources.Wants(file.FileName)), folder);
        _npm = new(files);
        _lines = files.SelectMany(LinesOf).Concat(MavenManifest.Read(files.Where(file => file.FileName == "pom.xml"))).ToLookup(line => (line.Type, line.Name));
        _locked = [.. files.SelectMany(Locked)];
    }

    /// <summary>Reads the manifests and lock files of a folder, or of the folder of a project file and those above it.</summary>
    /// <param name="path">The folder or project file.</param>
    /// <param name="repository">The root of the repository that it is in; null when it is in none, and MSBuild looks for its files up to the root of the disk.</param>
    /// <param name="nameOf">Turns a path into a name relative to the repository's root.</param>
    /// <param name="log">Takes what could not be read.</param>
    public static SourceTree Read(string path, string? repository, Func<string, string> nameOf, IScanLog log)
    {
        bool isProject = File.Exists(path);
        var root = isProject ? Path.GetDirectoryName(Path.GetFullPath(path))! : Path.GetFullPath(path);
        var folder = new SourceFolder(root, nameOf);
        var files = folder.Read(Wants);
        if (isProject) files.RemoveAll(file => NuGetSources.IsProject(file.FileName) && file.Path != Path.GetFullPath(path));
        files.AddRange(Above(root, repository, folder));
        if (folder.IsCut) log.Report(new(Problems.SourcesCut, path, "It holds more files than are looked at; name a smaller folder."));
        return new(files, folder);
    }

    /// <summary>The line behind a package; null when the sources do not tell.</summary>
    /// <param name="package">The package as it was found.</param>
    /// <param name="origin">Whether the base image brought it; null when unknown.</param>
    /// <param name="installed">All packages of the image.</param>
    public EditPlace? Locate(AffectedPackage package, LayerOrigin? origin, ImmutableArray<Package> installed)
    {
        if (PackageType.All.FirstOrDefault(type => type.Purl == package.Type) is not { } type) return null;
        if (type == PackageType.DotNetSdk) return _nuget.LocateSdk();
        if (type == PackageType.NuGet && DotNetComponents.FrameworkOf(package.Name) is not null) return _nuget.LocateFramework(package.FoundIn, origin == LayerOrigin.Base || IsShared(package.FoundIn));
        if (type.IsOperatingSystem || origin == LayerOrigin.Base || IsOfTools(package.FoundIn)) return null;
        return type == PackageType.NuGet ? _nuget.Locate(package) : LocateOther(type, package, installed);
    }

    /// <summary>The line that chooses the base image of an image that the .NET SDK built; null when no project does.</summary>
    public EditPlace? LocateBase() => _nuget.LocateFramework(null, isOfBase: true) is { } place ? place with { Method = AttributionMethod.BaseImage } : null;

    /// <summary>The base image's name as the projects write it; null when none does, or when several write it in different places.</summary>
    /// <param name="name">What the image says that it stands on.</param>
    public WrittenName? BaseName(string name) => _nuget.BaseName(name);

    private static bool IsShared(string? path) => path?.Contains("/shared/Microsoft.", StringComparison.Ordinal) == true;

    private EditPlace? LocateOther(PackageType type, AffectedPackage package, ImmutableArray<Package> installed)
    {
        var name = AdvisoryKey.LookupName(type, package.Name);
        if (Declared(type, name) is { } line)
        {
            bool fits = Fits(line.Line, package.Version);
            return new(line.Line.Place, AttributionMethod.Manifest, line.IsOnly && fits ? AttributionConfidence.High : AttributionConfidence.Medium)
            {
                Version = fits && line.Line is { Version: { } written, VersionPlace: { } at } ? (at, written) : null,
                Pin = line.Line.Bare?.For(package.Name),
            };
        }
        _chains ??= new(_locked.Concat(installed));
        var way = _chains.To(type, name, candidate => Declared(type, candidate) is not null);
        if (way.IsEmpty) return null;
        var (first, version) = way[0];
        var bringer = Declared(type, first)!.Value;
        return new(bringer.Line.Place, AttributionMethod.Transitive, bringer.IsOnly ? AttributionConfidence.High : AttributionConfidence.Medium)
        {
            Via = $"comes with {string.Join(" → ", way.SkipLast(1).Select((step, at) => at == 0 ? $"{first} {version}" : step.Name))}",
            BroughtBy = bringer.Line.Spelling,
            Pin = MayPin(type, name, package.Version, installed) ? (type == PackageType.Npm ? _npm.For(bringer.Line.File) : bringer.Line.Beside)?.For(package.Name) : null,
        };
    }

    // A pin holds for everybody who uses the package: those who use another major version would get one that they were not made for.
    private bool MayPin(PackageType type, string name, string version, ImmutableArray<Package> installed) =>
        installed.Where(other => !IsOfTools(other.FoundIn.Value)).Concat(_locked).All(other => other.Type != type || AdvisoryKey.LookupName(type, other.Name) != name || MajorOf(other.Version) == MajorOf(version));

    private static string MajorOf(string version) => version.TrimStart('v').Split('.')[0];

    private static bool IsOfTools(string? path) => OfTools.Any(folder => path?.StartsWith(folder, StringComparison.Ordinal) == true);

    // A line that decides the version comes before one that only asks.
    private (ManifestLine Line, bool IsOnly)? Declared(PackageType type, string name)
    {
        var lines = _lines[(type, name)].ToList();
        if (lines.Count == 0) return null;
        var best = lines.Find(line => line is { Role: ManifestRole.Requires, Version: not null }) ?? lines.Find(line => line.Version is not null) ?? lines[0];
        return (best, lines.Select(line => line.File).Distinct(StringComparer.Ordinal).Count() == 1);
    }

    // An exact version that is not the installed one was overruled by something else.
    private static bool Fits(ManifestLine line, string version) =>
        line.Version is not { Length: > 0 } written || !char.IsAsciiDigit(written[0]) || line.Type == PackageType.Cargo || written.AsSpan().ContainsAny(RangeSigns) || written == version || "v" + written == version;

    private static bool Wants(string name) =>
        NuGetSources.Wants(name) || name is "package.json" or "pyproject.toml" or "Pipfile" or "pom.xml" or "go.mod" or "Cargo.toml" or "Gemfile" or "composer.json"
        || IsRequirements(name) || IsLock(name);

    private static bool IsRequirements(string name) => name.Contains("requirements", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase);

    private static bool IsLock(string name) => name is "package-lock.json" or "npm-shrinkwrap.json" or "yarn.lock" or "pnpm-lock.yaml" or "bun.lock" or "poetry.lock" or "uv.lock" or "Pipfile.lock" or "Cargo.lock" or "Gemfile.lock" or "composer.lock";

    private static IEnumerable<ManifestLine> LinesOf(SourceFile file) => file.FileName switch
    {
        "package.json" => JsonManifests.Npm(file),
        "composer.json" => JsonManifests.Composer(file),
        "pyproject.toml" or "Pipfile" => LineManifests.PythonToml(file),
        "go.mod" => LineManifests.GoMod(file),
        "Cargo.toml" => LineManifests.Cargo(file),
        "Gemfile" => LineManifests.Gemfile(file),
        var name when IsRequirements(name) => LineManifests.Requirements(file),
        _ => [],
    };

    private static List<Package> Locked(SourceFile file)
    {
        if (!IsLock(file.FileName)) return [];
        var image = new ImageFile(ImagePath.Of(file.FileName), file.Bytes);
        var quiet = new DamageLog(image.Path, new Quiet());
        return [.. PackageCatalogers.Languages.Where(cataloger => cataloger.Wants(file.FileName)).SelectMany(cataloger => cataloger.Read(image, quiet))];
    }

    // MSBuild imports these from the folders above a project.
    private static IEnumerable<SourceFile> Above(string root, string? repository, SourceFolder folder)
    {
        var top = repository is null ? Path.GetPathRoot(root)! : Path.GetFullPath(repository);
        for (var at = root; at != top && at.StartsWith(top, StringComparison.Ordinal);)
        {
            at = Path.GetDirectoryName(at)!;
            foreach (var name in (string[])["Directory.Packages.props", "Directory.Build.props", "Directory.Build.targets", "global.json"])
            {
                if (folder.Open(Path.Combine(at, name)) is { } file) yield return file;
            }
        }
    }

    // A lock file that cannot be read only takes away a way to a line.
    private sealed class Quiet : IScanLog
    {
        public void Report(ScanProblem problem)
        {
        }
    }
}
