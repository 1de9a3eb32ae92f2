using PipelineGuard.IO;
using SharpCompress.Compressors;
using SharpCompress.Compressors.BZip2;

namespace PipelineGuard.Archives;

/// <summary>How a file in an image is compressed.</summary>
internal enum UnpackerKind
{
    /// <summary>Not at all, or in a way that is not known.</summary>
    None,

    /// <summary>gzip, RFC 1952.</summary>
    Gzip,

    /// <summary>Zstandard, RFC 8878.</summary>
    Zstd,

    /// <summary>The .xz file format, 1.2.1.</summary>
    Xz,

    /// <summary>bzip2.</summary>
    Bzip2,
}

/// <summary>Undoes the compressions that files within images have; layers know fewer.</summary>
internal static class Unpacker
{
    /// <summary>How something with these first bytes is compressed.</summary>
    public static UnpackerKind Of(ReadOnlySpan<byte> head) => head switch
    {
        [0x1f, 0x8b, 8, ..] => UnpackerKind.Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => UnpackerKind.Zstd,
        [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => UnpackerKind.Xz,
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..] => UnpackerKind.Bzip2, // a block
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x17, 0x72, 0x45, 0x38, 0x50, 0x90, ..] => UnpackerKind.Bzip2, // or the end at once
        _ => UnpackerKind.None,
    };

    /// <summary>Reads the uncompressed bytes; <paramref name="compressed"/> stays open.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static Stream Open(Stream compressed, UnpackerKind kind) => kind switch
    {
        UnpackerKind.Gzip => Decompressor.Open(compressed, Compression.Gzip),
        UnpackerKind.Zstd => Decompressor.Open(compressed, Compression.Zstd),
        UnpackerKind.Xz => new XzStream(compressed),
        UnpackerKind.Bzip2 => LibraryStream.Of(() => BZip2Stream.Create(new CountedStream(compressed), CompressionMode.Decompress, decompressConcatenated: true, leaveOpen: true)),
        UnpackerKind.None => compressed,
    };

    /// <summary>How much dearer a byte is than one that gzip gives: an image's archives have so much time together.</summary>
    public static int PriceOf(UnpackerKind kind) => kind switch
    {
        UnpackerKind.Xz => 4,
        UnpackerKind.Bzip2 => 12,
        UnpackerKind.Gzip or UnpackerKind.Zstd or UnpackerKind.None => 1,
    };
}
