using PipelineGuard.Packages;
using PipelineGuard.Packages.DotNet;

namespace PipelineGuard.Lifecycle.Rules;

/// <summary>.NET in an image: shared frameworks, runtimes of self-contained applications, and SDKs.</summary>
internal static class SupportedDotNet
{
    /// <summary>Every part of .NET that runs, the runtimes first.</summary>
    public static IEnumerable<Installed> In(Inventory inventory) =>
        from package in inventory.Packages
        where package.SupersededBy is null
        let version = VersionOf(package)
        where version is not null
        orderby DotNetComponents.FrameworkOf(package.Name) is not DotNetComponents.Runtime
        select new Installed("dotnet", ".NET", version)
        {
            Package = package,
            Path = package.FoundIn.Value,
            Folder = SharedFramework.Place(package.FoundIn.Value)?.Root,
            Layer = package.Layer,
        };

    // The frameworks of .NET Core 2 list themselves under other names: their place tells what they are.
    private static string? VersionOf(Package package)
    {
        if (package.Type == PackageType.DotNetSdk) return package.Version;
        if (package.Type != PackageType.NuGet) return null;
        return DotNetComponents.FrameworkOf(package.Name) is not null ? package.Version : SharedFramework.Place(package.FoundIn.Value)?.Version;
    }
}
