using System.IO.Compression;
using System.Text;
using ZstdSharp;

namespace PipelineGuard.Fuzz;

/// <summary>Compressed layers: one stream, several in a row, with something behind them, and one that grows a lot.</summary>
internal static class MadeLayers
{
    private const int MuchBytes = 4 << 20;

    public static IEnumerable<byte[]> All()
    {
        var archives = MadeInputs.Tar.Select(Encoding.UTF8.GetBytes).ToList();
        foreach (var archive in archives)
        {
            yield return Gzip(archive);
            yield return Zstd(archive);
        }
        byte[] half = archives[0][..(archives[0].Length / 2)], rest = archives[0][half.Length..];
        yield return [.. Gzip(half), .. Gzip(rest)];
        yield return [.. Zstd(half), .. Zstd(rest)];
        yield return [0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4, .. Zstd(archives[0])];
        yield return [.. Gzip(archives[0]), .. new byte[100]];
        yield return Gzip(new byte[MuchBytes]);
        yield return Zstd(new byte[MuchBytes]);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        var result = new MemoryStream();
        using (var gzip = new GZipStream(result, CompressionLevel.Optimal)) gzip.Write(bytes);
        return result.ToArray();
    }

    private static byte[] Zstd(byte[] bytes)
    {
        using var compressor = new Compressor();
        return compressor.Wrap(bytes).ToArray();
    }
}
