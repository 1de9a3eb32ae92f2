using System.IO.Compression;
using System.Text;
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

    private readonly ImageFile _go = Program("usr/local/bin/shop", new MadeElf().With(".text", new byte[Large]).With(".go.buildinfo", MadeGo.Inline("go1.22.3", MadeGo.Modules)).ToBytes());
    private readonly ImageFile _rust = Program("usr/local/bin/till", new MadeElf().With(".text", new byte[Large]).With(".dep-v0", Compressed(Crates)).ToBytes());
    private readonly ImageFile _library = Program("usr/lib/libmany.so.1", ManyParts());

    private static string Crates { get; } =
        "{\"packages\":[" + string.Join(',', Enumerable.Range(0, 200).Select(i => $"{{\"name\":\"crate{i}\",\"version\":\"1.0.0\",\"source\":\"crates.io\",\"dependencies\":[{i / 2}]}}")) + "]}";

    private static string List { get; } =
        """{"targets":{"t":{"Newtonsoft.Json/13.0.1":{"runtime":{"lib/Newtonsoft.Json.dll":{}}}}},"libraries":{"Newtonsoft.Json/13.0.1":{"type":"package"}}}""";

    [GlobalSetup]
    public void Check()
    {
        foreach (var (file, count) in new[] { (_bundle, 1), (_assembly, 1), (_node, 1), (_go, 4), (_rust, 200), (_library, 0) })
        {
            if (_reader.Read(file, _log).Packages.Length != count) throw new InvalidOperationException($"'{file.Path}' was not read.");
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

    [Benchmark]
    public object Go_program_of_32_MB() => _reader.Read(_go, _log);

    [Benchmark]
    public object Rust_program_of_32_MB_with_200_crates() => _reader.Read(_rust, _log);

    [Benchmark]
    public object Library_with_40_sections() => _reader.Read(_library, _log);

    // As many as a library of a distribution has.
    private static byte[] ManyParts()
    {
        var elf = new MadeElf();
        for (int i = 0; i < 40; i++) elf.With($".section{i}", new byte[256]);
        return elf.ToBytes();
    }

    private static byte[] Compressed(string text)
    {
        var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Fastest)) zlib.Write(Encoding.UTF8.GetBytes(text));
        return stream.ToArray();
    }

    private static ImageFile Program(string path, byte[] content) => new(new FileFacts(ImagePath.Of(path), content.Length, 0x1ED, 0, 0), KeptContent.Of(content));
}
