using System.Globalization;
using System.IO.Compression;
using System.Text;
using BenchmarkDotNet.Attributes;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages;
using PipelineGuard.Packages.Catalogers;

namespace PipelineGuard.Benchmarks;

/// <summary>What each package reader costs, on made files of real and of extreme size.</summary>
[MemoryDiagnoser]
public class CatalogerBenchmarks
{
    private readonly PackageFileReader _reader = new();
    private readonly SilentLog _log = new();
    private readonly ImageFile _dpkg = Made("var/lib/dpkg/status", 500, DpkgEntry);
    private readonly ImageFile _hugeDpkg = Made("var/lib/dpkg/status", 50_000, DpkgEntry);
    private readonly ImageFile _apk = Made("lib/apk/db/installed", 500, ApkEntry);
    private readonly ImageFile _dpkgList = Made("var/lib/dpkg/info/a.list", 400_000, i => Text($"/usr/share/doc/package-{i}/examples/some/folder/file-{i}.html\n"));
    private readonly ImageFile _npm = new(ImagePath.Of("app/node_modules/a/package.json"), Encoding.UTF8.GetBytes(NpmManifest()));
    private readonly ImageFile _python = new(ImagePath.Of("usr/lib/a.dist-info/METADATA"), Encoding.UTF8.GetBytes("Metadata-Version: 2.1\nName: a\nVersion: 1.0\nLicense: MIT\n\n" + new string('x', 20_000)));
    private readonly ImageFile _deps = new(ImagePath.Of("app/a.deps.json"), Encoding.UTF8.GetBytes(DepsJson()));
    private readonly ImagePath[] _paths = [.. Enumerable.Range(0, 60_000).Select(i => ImagePath.Of(Text($"usr/share/package-{i % 700}/lib/node_modules/folder/file-{i}.js")))];
    private readonly ImageFile _jar = new(ImagePath.Of("app/shop.jar"), FatJar());
    private LayerFile[] _layers = [];

    [GlobalSetup(Target = nameof(Merge_10_layers_of_5000_packages))]
    public void MakeLayers() =>
        _layers = [.. Enumerable.Range(1, 10).Select(layer => new LayerFile(layer, _dpkg.Path, _reader.Read(Made("var/lib/dpkg/status", layer * 500, DpkgEntry), _log), layer == 10))];

    [Benchmark]
    public object Dpkg_500_packages() => _reader.Read(_dpkg, _log);

    [Benchmark]
    public object Dpkg_50000_packages() => _reader.Read(_hugeDpkg, _log);

    [Benchmark]
    public object Dpkg_list_of_400000_files() => _reader.Read(_dpkgList, _log);

    [Benchmark]
    public object Apk_500_packages_with_files() => _reader.Read(_apk, _log);

    [Benchmark]
    public object Deps_json_with_200_libraries() => _reader.Read(_deps, _log);

    [Benchmark]
    public object Npm_manifest() => _reader.Read(_npm, _log);

    [Benchmark]
    public object Python_metadata() => _reader.Read(_python, _log);

    [Benchmark]
    public object Fat_jar_with_200_jars_of_300_classes() => _reader.Read(_jar, _log);

    [Benchmark]
    public int Wants_60000_paths() => _paths.Count(path => _reader.WantsName(path));

    [Benchmark]
    public object Merge_10_layers_of_5000_packages() => InventoryBuilder.Build(_layers, path => path, _log);

    private static ImageFile Made(string path, int count, Func<int, string> entry) =>
        new(ImagePath.Of(path), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, count).Select(entry))));

    private static string DpkgEntry(int i) => Text(
        $"Package: package-{i}\nStatus: install ok installed\nPriority: optional\nSection: libs\nInstalled-Size: {i}\nMaintainer: Somebody <somebody@example.org>\n")
        + Text($"Architecture: amd64\nSource: source-{i / 3} (1.{i}-1)\nVersion: 1.{i}-1+b1\nDepends: libc6 (>= 2.34), libother{i} (>= 1.0), debconf | debconf-2.0\n")
        + string.Concat(Enumerable.Repeat(" A line of the description, as long as most of them are in practice: seventy.\n", 10)) + "\n";

    private static string ApkEntry(int i) => Text($"C:Q1aaaa=\nP:package-{i}\nV:1.{i}-r0\nA:x86_64\nL:MIT\no:origin-{i / 3}\nF:usr/lib/python3/package-{i}\n")
        + string.Concat(Enumerable.Range(0, 20).Select(n => Text($"R:file-{n}.py\nZ:Q1bbbb=\n"))) + "\n";

    private static byte[] FatJar()
    {
        using var bytes = new MemoryStream();
        using (var jar = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (int i = 0; i < 200; i++)
            {
                using var entry = jar.CreateEntry(Text($"BOOT-INF/lib/library-{i}-1.{i}.jar"), CompressionLevel.NoCompression).Open();
                entry.Write(Jar(i));
            }
        }
        return bytes.ToArray();
    }

    private static byte[] Jar(int number)
    {
        using var bytes = new MemoryStream();
        using (var jar = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (int i = 0; i < 300; i++) jar.CreateEntry(Text($"org/example/library{number}/Class{i}.class"));
            using var properties = new StreamWriter(jar.CreateEntry(Text($"META-INF/maven/org.example/library-{number}/pom.properties")).Open());
            properties.Write(Text($"groupId=org.example\nartifactId=library-{number}\nversion=1.{number}\n"));
        }
        return bytes.ToArray();
    }

    private static string NpmManifest() =>
        "{ \"name\": \"a\", \"version\": \"1.0.0\", \"license\": \"MIT\", \"files\": [" + string.Join(',', Enumerable.Repeat("\"lib/index.js\"", 50)) + "] }";

    private static string DepsJson()
    {
        var targets = string.Join(',', Enumerable.Range(0, 200).Select(i => Text($"\"Library.{i}/1.0.{i}\": {{ \"runtime\": {{ \"lib/net8.0/Library.{i}.dll\": {{ \"assemblyVersion\": \"1.0.0.0\" }} }} }}")));
        var libraries = string.Join(',', Enumerable.Range(0, 200).Select(i => Text($"\"Library.{i}/1.0.{i}\": {{ \"type\": \"package\", \"serviceable\": true, \"sha512\": \"sha512-AAAA\" }}")));
        return $"{{ \"runtimeTarget\": {{ \"name\": \"net\" }}, \"targets\": {{ \"net\": {{ {targets} }} }}, \"libraries\": {{ {libraries} }} }}";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What reading one rpm database costs, by its kind and size.</summary>
[MemoryDiagnoser]
public class RpmBenchmarks
{
    private readonly PackageFileReader _reader = new();
    private readonly SilentLog _log = new();
    private ImageFile? _database;

    /// <summary>What rpm keeps it in.</summary>
    [Params("sqlite", "ndb", "bdb")]
    public string Database { get; set; } = "";

    /// <summary>How many packages it has: the first is a large image's, the second is far beyond any real one.</summary>
    [Params(5_000, 50_000)]
    public int Packages { get; set; }

    [GlobalSetup]
    public void Make()
    {
        var (path, content) = MadeRpmDatabase.Of(Database, Packages);
        _database = new(ImagePath.Of(path), content);
        int read = _reader.Read(_database, _log).Packages.Length;
        if (read != Packages) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{read} packages of {Packages} were read."));
    }

    [Benchmark]
    public object Read() => _reader.Read(_database!, _log);
}

/// <summary>Takes problems for which a benchmark has no use: its made files are sound.</summary>
internal sealed class SilentLog : IScanLog
{
    public void Report(ScanProblem problem)
    {
        // Whether everything was read is checked by counting.
    }
}
