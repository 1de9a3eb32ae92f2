using System.Formats.Tar;
using System.Text;
using BenchmarkDotNet.Attributes;
using PipelineGuard.IO;
using TarReader = PipelineGuard.IO.Tar.TarReader;

namespace PipelineGuard.Benchmarks;

/// <summary>Walks one layer of many small files with our reader and with the framework's: what a reader of our own is worth.</summary>
[MemoryDiagnoser]
public class TarBenchmarks
{
    private byte[] _tar = [];

    [Params(50_000)]
    public int Entries { get; set; }

    [GlobalSetup]
    public void MakeLayer()
    {
        var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            var content = Encoding.UTF8.GetBytes(new string('x', 1500));
            for (int i = 0; i < Entries; i++)
            {
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"usr/share/doc/package-{i / 20}/file-{i}.txt") { DataStream = new MemoryStream(content) });
            }
        }
        _tar = stream.ToArray();
    }

    [Benchmark(Baseline = true)]
    public int Framework()
    {
        using var reader = new System.Formats.Tar.TarReader(Stream());
        int files = 0;
        while (reader.GetNextEntry() is not null) files++;
        return files;
    }

    // Neither may seek: a layer comes out of an inflater.
    private BoundedStream Stream() => new(new MemoryStream(_tar), long.MaxValue, "none");

    [Benchmark]
    public int Ours()
    {
        using var stream = Stream();
        using var reader = new TarReader(new DirectBlocks(buffer => stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false), 256 << 10), ReadLimits.Default);
        int files = 0;
        while (reader.MoveNext()) files++;
        return files;
    }
}
