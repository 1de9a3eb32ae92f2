using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers;

namespace PipelineGuard.Benchmarks;

/// <summary>What reading one record of installed packages costs, in the formats of which an image has one for each package or one for all.</summary>
[MemoryDiagnoser]
public class RecordBenchmarks
{
    private const int Packages = 500;
    private readonly PackageFileReader _reader = new();
    private readonly SilentLog _log = new();
    private ImageFile? _file;

    /// <summary>Where the record lies, which tells the format.</summary>
    [Params(
        "var/lib/rpmmanifest/container-manifest-1", "var/lib/rpmmanifest/container-manifest-2", "var/lib/chisel/manifest.wall", "var/lib/dpkg/status.d/openssl",
        "app/vendor/composer/installed.json", "usr/local/bundle/specifications/rack-2.2.3.gemspec", "opt/conda/conda-meta/openssl-3.0.8-0.json",
        "usr/lib/python3/dist-packages/a.egg-info", "app/Shop.runtimeconfig.json", "usr/share/dotnet/sdk/10.0.401/.version")]
    public string Record { get; set; } = "";

    [GlobalSetup]
    public void Make()
    {
        var (content, packages) = Content(Record[(Record.LastIndexOf('/') + 1)..]);
        _file = new(ImagePath.Of(Record), Encoding.UTF8.GetBytes(content));
        int read = _reader.Read(_file, _log).Packages.Length;
        if (read != packages) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{read} packages of {packages} were read."));
    }

    [Benchmark]
    public object Read() => _reader.Read(_file!, _log);

    private static (string Content, int Packages) Content(string name) => name switch
    {
        "container-manifest-1" => (Repeat("\n", i => $"package-{i}-1.{i}-1.azl3.x86_64"), Packages),
        "container-manifest-2" => (Repeat("\n", i => $"package-{i}\t1.{i}-1.azl3\t1795602928\t1795602916\tMicrosoft Corporation\t(none)\t0\tx86_64\t0\tpackage-{i}-1.{i}-1.azl3.src.rpm"), Packages),
        "manifest.wall" => ($"{{\"jsonwall\":\"1.0\",\"schema\":\"1.0\",\"count\":{11 * Packages}}}\n" + Repeat("\n", i => $"{{\"kind\":\"package\",\"name\":\"p{i}\",\"version\":\"1.{i}-1\",\"sha256\":\"aaaa\",\"arch\":\"amd64\"}}")
            + "\n" + Repeat("\n", i => $"{{\"kind\":\"path\",\"path\":\"/usr/lib/p{i}\",\"mode\":\"0644\",\"slices\":[\"p{i}_libs\"],\"sha256\":\"bbbb\",\"size\":{i}}}", 10 * Packages), Packages),
        "openssl" => ("Package: openssl\nVersion: 3.0.15-1~deb12u1\nArchitecture: amd64\nMaintainer: Somebody <somebody@example.org>\nDepends: libc6 (>= 2.34), libssl3 (>= 3.0.9)\nDescription: a tool\n", 1),
        "installed.json" => ("{ \"packages\": [" + Repeat(",", i => $"{{ \"name\": \"v/p{i}\", \"version\": \"v1.0.{i}\", \"dist\": {{ \"type\": \"zip\", \"reference\": \"aaaa\" }}, \"require\": {{ \"php\": \">=8\", \"v/p{i / 2}\": \"^1.0\" }}, \"license\": [\"MIT\"] }}") + "], \"dev\": false }", Packages),
        "rack-2.2.3.gemspec" => ("# stub: rack 2.2.3 ruby lib\n\nGem::Specification.new do |s|\n  s.name = \"rack\".freeze\n  s.version = \"2.2.3\"\n  s.licenses = [\"MIT\".freeze]\n  s.files = [" + Repeat(", ", i => $"\"lib/rack/file{i}.rb\".freeze") + "]\nend\n", 1),
        "openssl-3.0.8-0.json" => ("{ \"build\": \"0\", \"files\": [" + Repeat(",", i => $"\"lib/file{i}\"") + "], \"license\": \"Apache-2.0\", \"name\": \"openssl\", \"version\": \"3.0.8\" }", 1),
        "a.egg-info" => ("Metadata-Version: 2.1\nName: a\nVersion: 1.0\nLicense: MIT\n\nA text.\n", 1),
        "Shop.runtimeconfig.json" => ("{ \"runtimeOptions\": { \"tfm\": \"net10.0\", \"frameworks\": [ { \"name\": \"Microsoft.NETCore.App\", \"version\": \"10.0.0\" }, { \"name\": \"Microsoft.AspNetCore.App\", \"version\": \"10.0.0\" } ] } }", 2),
        _ => ("e34a38d2\n10.0.401\nlinux-x64\n", 1),
    };

    private static string Repeat(string separator, Func<int, FormattableString> entry, int count = Packages) =>
        string.Join(separator, Enumerable.Range(0, count).Select(i => entry(i).ToString(CultureInfo.InvariantCulture)));
}
