using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers;

namespace PipelineGuard.Benchmarks;

/// <summary>What reading one lock file of 1,000 packages costs, in each format.</summary>
[MemoryDiagnoser]
public class LockFileBenchmarks
{
    private const int Packages = 1_000;
    private readonly PackageFileReader _reader = new();
    private readonly SilentLog _log = new();
    private ImageFile? _file;

    /// <summary>The file's name, which tells the format.</summary>
    [Params(
        "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "requirements.txt", "Pipfile.lock", "poetry.lock", "uv.lock", "Gemfile.lock", "composer.lock", "pubspec.lock",
        "mix.lock", "Cargo.lock", "go.mod", "packages.lock.json", "project.assets.json", "packages.config")]
    public string Format { get; set; } = "";

    [GlobalSetup]
    public void Make()
    {
        _file = new(ImagePath.Of("app/" + Format), Encoding.UTF8.GetBytes(Content(Format)));
        int read = _reader.Read(_file, _log).Packages.Select(package => package.Name).Distinct().Count();
        if (read != Packages) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{read} packages of {Packages} were read."));
    }

    [Benchmark]
    public object Read() => _reader.Read(_file!, _log);

    private static string Content(string format) => format switch
    {
        "package-lock.json" => Around("{ \"lockfileVersion\": 3, \"packages\": { \"\": {}", ",", i => $"\"node_modules/p{i}\": {{ \"version\": \"1.0.{i}\", \"resolved\": \"https://r/p{i}\", \"integrity\": \"sha512-AAAA\", \"dependencies\": {{ \"p{i / 2}\": \"^1.0.0\" }} }}", "} }"),
        "yarn.lock" => Around("# yarn lockfile v1\n", "\n", i => $"p{i}@^1.0.0:\n  version \"1.0.{i}\"\n  resolved \"https://r/p{i}\"\n  dependencies:\n    p{i / 2} \"^1.0.0\"\n", ""),
        "pnpm-lock.yaml" => Around("lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n", "", i => $"      p{i}:\n        specifier: ^1.0.0\n        version: 1.0.{i}\n", "\npackages:\n" + Repeat("", i => $"\n  p{i}@1.0.{i}:\n    resolution: {{integrity: sha512-AAAA}}\n") + "\nsnapshots:\n" + Repeat("", i => $"\n  p{i}@1.0.{i}: {{}}\n")),
        "bun.lock" => Around("{ \"lockfileVersion\": 1, \"workspaces\": { \"\": { \"name\": \"a\", \"dependencies\": { " + Repeat(", ", i => $"\"p{i}\": \"^1.0.0\"") + " } } }, \"packages\": { ", ", ", i => $"\"p{i}\": [\"p{i}@1.0.{i}\", \"\", {{}}, \"sha512-AAAA\"]", " } }"),
        "requirements.txt" => Repeat("\n", i => $"p{i}==1.0.{i} --hash=sha256:aaaa"),
        "Pipfile.lock" => Around("{ \"default\": {", ",", i => $"\"p{i}\": {{ \"hashes\": [\"sha256:aaaa\"], \"version\": \"==1.0.{i}\" }}", "} }"),
        "poetry.lock" => Repeat("\n", i => $"[[package]]\nname = \"p{i}\"\nversion = \"1.0.{i}\"\ndescription = \"A library\"\noptional = false\n"),
        "uv.lock" => Around("version = 1\n", "\n", i => $"[[package]]\nname = \"p{i}\"\nversion = \"1.0.{i}\"\nsource = {{ registry = \"https://pypi.org/simple\" }}\ndependencies = [\n    {{ name = \"p{i / 2}\" }},\n]\n", ""),
        "Gemfile.lock" => Around("GEM\n  remote: https://rubygems.org/\n  specs:\n", "\n", i => $"    p{i} (1.0.{i})\n      p{i / 2} (>= 1.0)", "\n\nDEPENDENCIES\n" + Repeat("\n", i => $"  p{i}") + "\n"),
        "composer.lock" => Around("{ \"packages\": [", ",", i => $"{{ \"name\": \"v/p{i}\", \"version\": \"v1.0.{i}\", \"require\": {{ \"php\": \">=8\" }}, \"license\": [\"MIT\"] }}", "] }"),
        "pubspec.lock" => Around("packages:\n", "", i => $"  p{i}:\n    dependency: transitive\n    description:\n      name: p{i}\n      url: \"https://pub.dev\"\n    source: hosted\n    version: \"1.0.{i}\"\n", ""),
        "mix.lock" => Around("%{\n", ",\n", i => $"  \"p{i}\": {{:hex, :p{i}, \"1.0.{i}\", \"aaaa\", [:mix], [], \"hexpm\", \"bbbb\"}}", "\n}\n"),
        "Cargo.lock" => Around("version = 3\n\n", "\n", i => $"[[package]]\nname = \"p{i}\"\nversion = \"1.0.{i}\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\nchecksum = \"aaaa\"\n", ""),
        "go.mod" => Around("module example.org/app\n\ngo 1.22\n\nrequire (\n", "\n", i => $"\texample.org/p{i} v1.0.{i} // indirect", "\n)\n"),
        "packages.lock.json" => Around("{ \"version\": 1, \"dependencies\": { \"net10.0\": {", ",", i => $"\"P{i}\": {{ \"type\": \"Transitive\", \"resolved\": \"1.0.{i}\", \"contentHash\": \"AAAA\", \"dependencies\": {{ \"P{i / 2}\": \"1.0.0\" }} }}", "} } }"),
        "project.assets.json" => Around("{ \"version\": 3, \"targets\": { \"net10.0\": {", ",", i => $"\"P{i}/1.0.{i}\": {{ \"type\": \"package\", \"compile\": {{ \"lib/net8.0/P{i}.dll\": {{ \"related\": \".xml\" }} }} }}", "} } }"),
        _ => Around("<packages>\n", "\n", i => $"  <package id=\"P{i}\" version=\"1.0.{i}\" targetFramework=\"net48\" />", "\n</packages>\n"),
    };

    private static string Around(string start, string separator, Func<int, FormattableString> entry, string end) =>
        (start.EndsWith("{}", StringComparison.Ordinal) ? start + separator : start) + Repeat(separator, entry) + end;

    private static string Repeat(string separator, Func<int, FormattableString> entry) =>
        string.Join(separator, Enumerable.Range(0, Packages).Select(i => entry(i).ToString(CultureInfo.InvariantCulture)));
}
