using System.Collections.Frozen;
using NuGet.Versioning;

namespace PipelineGuard.Packages.DotNet;

/// <summary>A shared framework on disk: <c>shared/Microsoft.NETCore.App/10.0.1</c> below a folder that <c>dotnet</c> is installed in.</summary>
internal sealed class SharedFramework
{
    private SharedFramework(Package package, string root, string name, NuGetVersion version)
    {
        (Package, Root, Name, Version) = (package, root, name, version);
        Assemblies = Index(package);
    }

    /// <summary>The package that its <c>.deps.json</c> records, such as <c>Microsoft.NETCore.App.Runtime.linux-x64</c>.</summary>
    public Package Package { get; }

    /// <summary>The folder that <c>dotnet</c> is installed in: <c>usr/share/dotnet</c>.</summary>
    public string Root { get; }

    /// <summary>The name that applications ask for: <c>Microsoft.NETCore.App</c>.</summary>
    public string Name { get; }

    /// <summary>Its version: the name of its folder, which is what the host goes by.</summary>
    public NuGetVersion Version { get; }

    /// <summary>Its assemblies, by file name.</summary>
    public IReadOnlyDictionary<string, AssemblyFile> Assemblies { get; }

    /// <summary>The framework that a package is; null when the place it was found in is none of a framework.</summary>
    public static SharedFramework? From(Package package)
    {
        if (package.Deployed is null or { IsOwn: true } || Place(package.FoundIn.Value) is not { } place) return null;
        return NuGetVersion.TryParse(place.Version, out var version) ? new(package, place.Root, place.Name, version) : null;
    }

    /// <summary>The assemblies of a framework or a runtime pack, by file name. Case does not matter, as on Windows: no framework has two that differ by nothing else.</summary>
    public static FrozenDictionary<string, AssemblyFile> Index(Package package) =>
        package.Deployed!.Assemblies.DistinctBy(file => file.Name, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(file => file.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes apart <c>usr/share/dotnet/shared/NAME/VERSION/NAME.deps.json</c>; null for every other path.</summary>
    public static (string Root, string Name, string Version)? Place(string path)
    {
        var parts = path.Split('/');
        if (parts is not [.., "shared", var name, var version, var file]) return null;
        bool isOwn = file.StartsWith(name + ".", StringComparison.Ordinal) && file[name.Length..] is ".deps.json" or ".runtimeconfig.json";
        return isOwn ? (string.Join('/', parts[..^4]), name, version) : null;
    }
}
