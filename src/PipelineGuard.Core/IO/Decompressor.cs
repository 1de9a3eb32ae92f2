using ZstdSharp;
using ZstdSharp.Unsafe;

namespace PipelineGuard.IO;

/// <summary>Recognises compression by its first bytes and undoes it.</summary>
internal static class Decompressor
{
    // Windows above 128 MiB need --long=28 or more on both sides; no image tool writes them, and each reader would hold that much memory.
    private const int MaxZstdWindowLog = 27;

    /// <summary>True when the bytes start a stream that we can read; a plain tar cannot start with any of these magic numbers by accident.</summary>
    /// <param name="start">The first bytes, at least four unless the stream is shorter.</param>
    /// <param name="compression">What it is; <see cref="Compression.None"/> when nothing is recognised.</param>
    /// <param name="unsupported">Name of a compression that is recognised but not supported; null otherwise.</param>
    public static bool Recognize(ReadOnlySpan<byte> start, out Compression compression, out string? unsupported)
    {
        compression = start switch
        {
            [0x1f, 0x8b, ..] => Compression.Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Compression.Zstd,
            [>= 0x50 and <= 0x5f, 0x2a, 0x4d, 0x18, ..] => Compression.Zstd, // a skippable frame in front, RFC 8878 §3.1.2
            _ => Compression.None,
        };
        unsupported = start switch
        {
            [0xfd, (byte)'7', (byte)'z', (byte)'X', ..] => "xz",
            [(byte)'B', (byte)'Z', (byte)'h', ..] => "bzip2",
            [0x04, 0x22, 0x4d, 0x18, ..] => "lz4",
            _ => null,
        };
        return unsupported is null;
    }

    /// <summary>A sentence about a compression that is recognised but not supported.</summary>
    public static string NotSupported(string? unsupported) => $"It is compressed with {unsupported}, which is not supported.";

    /// <summary>Reads the uncompressed bytes. Disposing the result leaves <paramref name="stream"/> open, so that bytes behind the data can be looked at.</summary>
    public static Stream Open(Stream stream, Compression compression) => compression switch
    {
        Compression.None => stream,
        Compression.Gzip => new CheckedGzipStream(stream),
        Compression.Zstd => OpenZstd(stream),
    };

    /// <summary>Bytes of room that a reader of the uncompressed bytes has to give beyond those it wants.</summary>
    public static int ReserveOf(Compression compression) => compression == Compression.Gzip ? CheckedGzipStream.Reserve : 0;

    /// <summary>True for what the decompressors throw on damaged input.</summary>
    public static bool IsDamage(Exception exception) => exception is InvalidDataException or EndOfStreamException or ZstdException;

    private static DecompressionStream OpenZstd(Stream stream)
    {
        var zstd = new DecompressionStream(stream, checkEndOfStream: true, leaveOpen: true);
        zstd.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, MaxZstdWindowLog);
        return zstd;
    }
}
