using BenchmarkDotNet.Attributes;
using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers;
using PipelineGuard.Packages.DotNet;
using PipelineGuard.Packages.Programs;

namespace PipelineGuard.Benchmarks;

/// <summary>What reading packages from one program costs.</summary>
[MemoryDiagnoser]
public class ProgramBenchmarks
{
    private const byte DepsJson = 3;
    private const int Large = 32 << 20;
    private readonly PackageFileReader _reader = new();
    private readonly SilentLog _log = new();
    private readonly ImageFile _bundle = Program("app/shop", new MadeBundle().With(1, "big.dll", new string('x', 32 << 20)).With(DepsJson, "shop.deps.json", List).ToBytes());
    private readonly ImageFile _assembly = Program("app/NuGet.Versioning.dll", File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "NuGet.Versioning.dll")));
    private readonly ImageFile _node = Program("usr/local/bin/node", new MadeElf().With(".rodata", [.. new byte[Large], .. "node.js/v22.1.0\0"u8]).ToBytes());
    private readonly ImageFile _other = Program("usr/local/bin/other", new MadeElf().With(".text", new byte[Large]).ToBytes());

    private static string List { get; } =
        """{"targets":{"t":{"Newtonsoft.Json/13.0.1":{"runtime":{"lib/Newtonsoft.Json.dll":{}}}}},"libraries":{"Newtonsoft.Json/13.0.1":{"type":"package"}}}""";

    [GlobalSetup]
    public void Check()
    {
        foreach (var file in new[] { _bundle, _assembly, _node })
        {
            if (_reader.Read(file, _log).Packages is not [_]) throw new InvalidOperationException($"'{file.Path}' was not read.");
        }
    }

    [Benchmark]
    public object Single_file_application_of_32_MB() => _reader.Read(_bundle, _log);

    [Benchmark]
    public object Assembly_without_a_list() => _reader.Read(_assembly, _log);

    [Benchmark]
    public object Version_at_the_end_of_a_program_of_32_MB() => _reader.Read(_node, _log);

    [Benchmark]
    public object Program_of_32_MB_without_packages() => _reader.Read(_other, _log);

    private static ImageFile Program(string path, byte[] content) => new(new FileFacts(ImagePath.Of(path), content.Length, 0x1ED, 0, 0), KeptContent.Of(content));
}
