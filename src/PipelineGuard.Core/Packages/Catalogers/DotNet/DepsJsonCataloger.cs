using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.DotNet;

/// <summary>Lists the NuGet packages that a .NET application deploys, the runtime packs of self-contained ones, and shared frameworks.</summary>
internal sealed class DepsJsonCataloger : IPackageCataloger
{
    // The SDK writes "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64"; the package has the name behind the first dot.
    private const string RuntimePack = "runtimepack.";

    public string Name => "dotnet";

    public bool Wants(ReadOnlySpan<char> path) => path.EndsWith(".deps.json", StringComparison.Ordinal);

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage) => Read(file.Content.Span, file.Path, damage);

    /// <summary>The same for a list that stands inside another file.</summary>
    public static IEnumerable<Package> Read(ReadOnlySpan<byte> json, ImagePath foundIn, DamageLog damage)
    {
        var deps = DepsJson.Parse(json);
        if (deps.DamagedLine is { } line) damage.Add(line, "From here on the text is not JSON, or it names more libraries than any application has.");
        return Packages(deps, foundIn, damage);
    }

    private static IEnumerable<Package> Packages(DepsJson deps, ImagePath foundIn, DamageLog damage)
    {
        foreach (var (key, type, files) in deps.Packages())
        {
            int slash = key.LastIndexOf('/');
            if (slash <= 0 || slash == key.Length - 1)
            {
                if (files.Any && type != DepsJson.Project) damage.Add(line: null, "A library is not written as name and version.");
                continue;
            }
            yield return new(PackageType.NuGet, NameOf(key[..slash], type), key[(slash + 1)..])
            {
                FoundIn = foundIn,
                Deployed = new([.. files.Assemblies], files.HasOthers, type == "runtimepack") { IsOwn = type == DepsJson.Project },
            };
        }
    }

    private static string NameOf(string library, string type) =>
        type == "runtimepack" && library.StartsWith(RuntimePack, StringComparison.Ordinal) ? library[RuntimePack.Length..] : library;
}
