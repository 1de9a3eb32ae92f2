using System.Collections.Immutable;
using NuGet.Versioning;

namespace PipelineGuard.Packages.DotNet;

/// <summary>
/// The .NET runtimes of an image and the applications that run on them: which version each would get, and which packages never run
/// because the runtime brings the same assemblies in a newer version.
/// </summary>
internal sealed class DotNetRuntimes
{
    private readonly ILookup<string, SharedFramework> _installed;
    private readonly ILookup<string, Package> _requests;
    private readonly Dictionary<string, ImmutableArray<SharedFramework>> _frameworksOf = new(StringComparer.Ordinal);
    private readonly RollForwardSettings _settings;
    private readonly ListedAssemblies _assemblies;
    private readonly ILookup<string, Package> _packs;
    private readonly Dictionary<Package, IReadOnlyDictionary<string, AssemblyFile>> _indexes = new(ReferenceEqualityComparer.Instance);

    /// <param name="found">All that the files of the final file system record, those of the operating system's packages included.</param>
    /// <param name="settings">What the image's environment says about rolling forward.</param>
    public DotNetRuntimes(IReadOnlyCollection<Package> found, RollForwardSettings settings = default)
    {
        _settings = settings;
        _installed = found.Select(SharedFramework.From).OfType<SharedFramework>().ToLookup(framework => framework.Name, StringComparer.OrdinalIgnoreCase);
        _requests = found.Where(package => package.Request is not null).ToLookup(request => Stem(request.FoundIn.Value), StringComparer.Ordinal);
        _assemblies = new(found);
        _packs = found.Where(package => package.Deployed is { IsFramework: true }).ToLookup(pack => pack.FoundIn.Value, StringComparer.Ordinal);
        Applications = [.. _requests.Where(IsApplication).Select(Describe).OrderBy(application => application.Path, StringComparer.Ordinal)];
    }

    /// <summary>The applications that need shared frameworks, by path.</summary>
    public ImmutableArray<DotNetApplication> Applications { get; }

    /// <summary>The package as it is listed, marked when a runtime supersedes it; null for what is no package: a request, a project, an assembly that an application lists, or one of which nothing is left.</summary>
    public Package? Judge(Package package)
    {
        if (package.Request is not null || package.Deployed is { IsOwn: true }) return null;
        if (package.IsLooseAssembly && _assemblies.IsListed(package.FoundIn.Value)) return null;
        if (package.Deployed is not { IsFramework: false } files || SharedFramework.From(package) is not null) return package;
        var superseding = Superseding(package, files);
        return superseding is null && files.AreNone ? null : package with { SupersededBy = superseding };
    }

    private string? Superseding(Package package, DeployedFiles files)
    {
        foreach (var pack in _packs[package.FoundIn.Value])
        {
            if (IsSuperseded(package, files, IndexOf(pack))) return PurlOf(pack);
        }
        return FrameworksOf(Stem(package.FoundIn.Value)).FirstOrDefault(framework => IsSuperseded(package, files, framework.Assemblies)) is { } shared ? PurlOf(shared.Package) : null;
    }

    // Native libraries have no part in this: of those the application's own are taken.
    private static bool IsSuperseded(Package package, DeployedFiles files, IReadOnlyDictionary<string, AssemblyFile> framework) =>
        files.AreNone
            ? framework.ContainsKey(package.Name + ".dll")
            : !files.HasOtherFiles && files.Assemblies.All(file => framework.TryGetValue(file.Name, out var own) && own.Supersedes(file));

    private IReadOnlyDictionary<string, AssemblyFile> IndexOf(Package pack) =>
        _indexes.TryGetValue(pack, out var known) ? known : _indexes[pack] = SharedFramework.Index(pack);

    private static string PurlOf(Package package) => PackageUrl.For(package, null).ToString();

    // Each framework asks for the one below it.
    private ImmutableArray<SharedFramework> FrameworksOf(string stem)
    {
        if (_frameworksOf.TryGetValue(stem, out var known)) return known;
        _frameworksOf[stem] = []; // Two that ask for each other come to an end.
        var own = _requests[stem].Select(Resolve).OfType<SharedFramework>().ToList();
        var below = own.SelectMany(framework => FrameworksOf(Stem(framework.Package.FoundIn.Value)));
        return _frameworksOf[stem] = [.. own.Concat(below).GroupBy(framework => framework.Name, StringComparer.OrdinalIgnoreCase).Select(same => same.MaxBy(framework => framework.Version)!)];
    }

    // Of several installations nobody can tell which one the container uses: the lowest answer is the careful one.
    private SharedFramework? Resolve(Package request) =>
        NuGetVersion.TryParse(request.Version, out var wanted)
            ? _installed[request.Name].GroupBy(framework => framework.Root).Select(root => Resolve(wanted, _settings.RollForward ?? request.Request!.RollForward, [.. root])).OfType<SharedFramework>().MinBy(framework => framework.Version)
            : null;

    private SharedFramework? Resolve(NuGetVersion wanted, RollForward rollForward, IReadOnlyCollection<SharedFramework> installed) =>
        FrameworkChoice.Choose(wanted, rollForward, _settings.ToPrerelease, [.. installed.Select(framework => framework.Version)]) is { } version
            ? installed.First(framework => framework.Version == version)
            : null;

    // The frameworks themselves, and the tools of an SDK, are not what a user calls applications.
    private static bool IsApplication(IGrouping<string, Package> requests) => !DotNetPlaces.IsPartOfDotNet(requests.First().FoundIn.Value);

    private DotNetApplication Describe(IGrouping<string, Package> requests) => new(
        requests.First().FoundIn.Value,
        [
            .. requests.DistinctBy(request => request.Name, StringComparer.OrdinalIgnoreCase).OrderBy(request => request.Name, StringComparer.Ordinal)
                .Select(request => new DotNetFramework(request.Name, request.Version, Resolve(request)?.Version.ToNormalizedString())),
        ]);

    // "app/Shop" for "app/Shop.deps.json" and "app/Shop.runtimeconfig.json": the host finds one by the other's name.
    private static string Stem(string path) =>
        path.EndsWith(".deps.json", StringComparison.Ordinal) ? path[..^".deps.json".Length]
        : path.EndsWith(".runtimeconfig.json", StringComparison.Ordinal) ? path[..^".runtimeconfig.json".Length]
        : path;
}
