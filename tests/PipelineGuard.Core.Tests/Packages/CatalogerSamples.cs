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
        ["rpm"] = "var/lib/rpm/rpmdb.sqlite",
        ["rpmmanifest"] = "var/lib/rpmmanifest/container-manifest-2",
        ["chisel"] = "var/lib/chisel/manifest.wall",
        ["dotnet"] = "app/Shop.deps.json",
        ["dotnet-runtimeconfig"] = "app/Shop.runtimeconfig.json",
        ["dotnet-sdk"] = "usr/share/dotnet/sdk/10.0.401/.version",
        ["nuget-lock"] = "src/Shop/packages.lock.json",
        ["nuget-assets"] = "src/Shop/obj/project.assets.json",
        ["packages-config"] = "src/Old/packages.config",
        ["npm"] = "app/node_modules/sample/package.json",
        ["python"] = "usr/lib/python3/dist-packages/sample-1.0.dist-info/METADATA",
        ["npm-lock"] = "app/package-lock.json",
        ["yarn-lock"] = "app/yarn.lock",
        ["pnpm-lock"] = "app/pnpm-lock.yaml",
        ["bun-lock"] = "app/bun.lock",
        ["requirements"] = "app/requirements.txt",
        ["pipfile-lock"] = "app/Pipfile.lock",
        ["python-lock"] = "app/poetry.lock",
        ["gem"] = "usr/local/bundle/specifications/rack-2.2.3.gemspec",
        ["gemfile-lock"] = "app/Gemfile.lock",
        ["composer"] = "app/vendor/composer/installed.json",
        ["composer-lock"] = "app/composer.lock",
        ["conda"] = "opt/conda/conda-meta/openssl-3.0.8-0.json",
        ["pub-lock"] = "app/pubspec.lock",
        ["mix-lock"] = "app/mix.lock",
        ["cargo-lock"] = "app/Cargo.lock",
        ["go-mod"] = "app/go.mod",
        ["java-archive"] = "app/lib/commons-codec-1.15.jar",
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

    /// <summary>What the file must give, from the root of the repository; <c>PIPELINEGUARD_UPDATE=1</c> rewrites it.</summary>
    public static string ExpectedPath(string cataloger, string file) => $"tests/PipelineGuard.Core.Tests/Packages/Data/{cataloger}/{file}.expected";
}
