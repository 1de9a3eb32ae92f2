using System.Text.Json;
using PipelineGuard.Findings;

namespace PipelineGuard.Packages.DotNet;

/// <summary>
/// What a restore chose for an application and one platform: the packages that end up in what is published, and the frameworks that are compiled in. Read
/// from <c>project.assets.json</c>, which NuGet writes.
/// </summary>
internal sealed class RestoreGraph
{
    private const int LargestFile = 64 << 20;

    // The compiler of older SDKs brings the runtime with it, and has its version.
    private const string Compiler = "Microsoft.DotNet.ILCompiler";
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };
    private static readonly string[] Deployed = ["runtime", "native", "runtimeTargets", "resource"];

    private RestoreGraph(string name, List<Package> packages) => (ProjectName, Packages) = (name, packages);

    /// <summary>The project's name, which its program has when nobody says otherwise.</summary>
    public string ProjectName { get; }

    /// <summary>The packages, in the order of the file, then the frameworks.</summary>
    public IReadOnlyList<Package> Packages { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="runtimeIdentifier">The platform, <c>linux-musl-x64</c>; null for the only one that was restored.</param>
    /// <exception cref="GuardException">PG1001: it is not there, no such file, or knows nothing of the platform.</exception>
    public static RestoreGraph Read(string path, string? runtimeIdentifier)
    {
        try
        {
            if (new FileInfo(path).Length > LargestFile) throw Wrong("it is larger than 64 MB.");
            using var json = JsonDocument.Parse(File.ReadAllBytes(path), Options);
            var targets = Objects(json.RootElement, "targets").Where(target => target.Name.Contains('/', StringComparison.Ordinal)).ToList();
            var fitting = targets.FindAll(target => runtimeIdentifier is null || target.Name.EndsWith($"/{runtimeIdentifier}", StringComparison.OrdinalIgnoreCase));
            if (fitting is not [var target]) throw Wrong($"it was not restored for {(runtimeIdentifier is null ? "one platform alone" : $"'{runtimeIdentifier}'")}.");
            var platform = target.Name[(target.Name.IndexOf('/', StringComparison.Ordinal) + 1)..];
            var project = json.RootElement.GetProperty("project");
            return new(project.GetProperty("restore").GetProperty("projectName").GetString()!, [.. Libraries(target.Value), .. Frameworks(project, platform)]);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or KeyNotFoundException or IOException or UnauthorizedAccessException)
        {
            throw new GuardException(Problems.BadUsage, path, $"It is no restored project.assets.json: {broken.Message}", broken);
        }

        GuardException Wrong(string what) => new(Problems.BadUsage, path, $"The packages of the program cannot be told: {what}");
    }

    private static IEnumerable<Package> Libraries(JsonElement target) =>
        from library in target.EnumerateObject()
        let slash = library.Name.IndexOf('/', StringComparison.Ordinal)
        where slash > 0 && library.Value.GetProperty("type").ValueEquals("package") && IsDeployed(library.Value)
        select new Package(PackageType.NuGet, library.Name[..slash], library.Name[(slash + 1)..]) { DependsOn = [.. Objects(library.Value, "dependencies").Select(need => need.Name)] };

    // "_._" stands for nothing at all: build tools and analyzers have nothing else.
    private static bool IsDeployed(JsonElement library) => Deployed.Any(group => Objects(library, group).Any(file => !file.Name.EndsWith("/_._", StringComparison.Ordinal)));

    private static IEnumerable<Package> Frameworks(JsonElement project, string platform)
    {
        foreach (var framework in Objects(project, "frameworks"))
        {
            var packs = Downloads(framework.Value).ToList();
            string? Version(string pack) => packs.Find(one => one.Name.Equals(pack, StringComparison.OrdinalIgnoreCase)).Version;
            string ownPack = $"{DotNetComponents.Runtime}.NativeAOT.{platform}", pack = $"{DotNetComponents.Runtime}.{platform}", web = $"{DotNetComponents.AspNetCore}.{platform}";
            if (Version(ownPack) is { } own) yield return new(PackageType.NuGet, ownPack, own);
            else if ((Version(pack) ?? Version($"runtime.{platform}.{Compiler}")) is { } version) yield return new(PackageType.NuGet, pack, version);
            if (Objects(framework.Value, "frameworkReferences").Any(reference => reference.NameEquals("Microsoft.AspNetCore.App")) && Version(web) is { } ofWeb) yield return new(PackageType.NuGet, web, ofWeb);
        }
    }

    // "[10.0.1, 10.0.1]": always one version.
    private static IEnumerable<(string Name, string? Version)> Downloads(JsonElement framework)
    {
        if (!framework.TryGetProperty("downloadDependencies", out var list)) yield break;
        foreach (var item in list.EnumerateArray()) yield return (item.GetProperty("name").GetString()!, item.GetProperty("version").GetString()!.Trim('[', ']').Split(',')[0].Trim());
    }

    private static IEnumerable<JsonProperty> Objects(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var inner) && inner.ValueKind == JsonValueKind.Object ? inner.EnumerateObject().AsEnumerable() : [];
}
