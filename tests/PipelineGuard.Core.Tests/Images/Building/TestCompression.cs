using System.IO.Compression;
using PipelineGuard.IO;
using ZstdSharp.Unsafe;

namespace PipelineGuard.Images.Building;

/// <summary>Compresses what tests made.</summary>
internal static class TestCompression
{
    public static byte[] Compress(byte[] bytes, Compression compression) => compression switch
    {
        Compression.None => bytes,
        Compression.Gzip => Gzip(bytes),
        Compression.Zstd => Zstd(bytes),
    };

    public static byte[] Gzip(byte[] bytes)
    {
        var result = new MemoryStream();
        using (var gzip = new GZipStream(result, CompressionLevel.Fastest)) gzip.Write(bytes);
        return result.ToArray();
    }

    private static byte[] Zstd(byte[] bytes)
    {
        var result = new MemoryStream();
        using (var zstd = new ZstdSharp.CompressionStream(result))
        {
            // Image builders write checksums; the library's default is not to.
            zstd.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
            zstd.Write(bytes);
        }
        return result.ToArray();
    }
}
