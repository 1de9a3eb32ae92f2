using PipelineGuard.Images;

namespace PipelineGuard.Packages;

/// <summary>The small files below <c>Data</c>: a folder for each cataloger, and beside each file what it must give.</summary>
internal static class CatalogerSamples
{
    // Where in an image each cataloger expects a file like those in its folder.
    private static readonly Dictionary<string, string> Places = new()
    {
        ["dpkg"] = "var/lib/dpkg/status",
        ["apk"] = "lib/apk/db/installed",
        ["dotnet"] = "app/Shop.deps.json",
        ["dotnet-runtimeconfig"] = "app/Shop.runtimeconfig.json",
        ["npm"] = "app/node_modules/sample/package.json",
        ["python"] = "usr/lib/python3/dist-packages/sample-1.0.dist-info/METADATA",
    };

    public static IEnumerable<string> Catalogers => Places.Keys;

    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Packages", "Data");

    public static ImagePath PlaceOf(string cataloger) => ImagePath.Of(Places[cataloger]);

    public static IEnumerable<(string Cataloger, string File)> Files() =>
        from cataloger in Catalogers
        from file in Directory.EnumerateFiles(Path.Combine(Folder, cataloger)).Order(StringComparer.Ordinal)
        where !file.EndsWith(".expected", StringComparison.Ordinal)
        select (cataloger, Path.GetFileName(file));

    public static ImageFile Open(string cataloger, string file) => new(PlaceOf(cataloger), File.ReadAllBytes(Path.Combine(Folder, cataloger, file)));

    public static string Expected(string cataloger, string file) => File.ReadAllText(Path.Combine(Folder, cataloger, file + ".expected"));
}
