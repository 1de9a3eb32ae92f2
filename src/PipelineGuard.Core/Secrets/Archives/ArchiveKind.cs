using PipelineGuard.IO;

namespace PipelineGuard.Secrets.Archives;

/// <summary>What a file is that may hold other files.</summary>
internal enum ArchiveKind
{
    /// <summary>A file and nothing more.</summary>
    None,

    /// <summary>A zip archive and everything that is one: jar, war, nupkg, wheel, vsix.</summary>
    Zip,

    /// <summary>Called like a zip archive, with something else in front: a start script.</summary>
    PrefixedZip,

    /// <summary>A tar archive.</summary>
    Tar,

    /// <summary>Something compressed by gzip or zstd: a tar archive or a single file.</summary>
    Compressed,

    /// <summary>A Debian package.</summary>
    Deb,

    /// <summary>An archive of a kind that is not opened.</summary>
    Unreadable,
}

/// <summary>Tells archives by their first bytes.</summary>
internal static class ArchiveKinds
{
    private const int TarMagicOffset = 257;

    private static readonly string[] ZipNames = [".zip", ".jar", ".war", ".ear", ".pyz", ".pex", ".nupkg", ".whl"];

    /// <summary>Judges a file. Called for every file of an image, so it looks at little.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="head">Its first bytes.</param>
    public static ArchiveKind Of(ReadOnlySpan<char> path, ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] => ArchiveKind.Zip,
        [(byte)'P', (byte)'K', 5, 6, ..] => ArchiveKind.Zip,
        [0x1f, 0x8b, 8, ..] or [0x28, 0xb5, 0x2f, 0xfd, ..] => ArchiveKind.Compressed,
        _ when head.StartsWith("!<arch>\ndebian-binary"u8) => ArchiveKind.Deb,
        _ when head.Length > TarMagicOffset && head[TarMagicOffset..].StartsWith("ustar"u8) => ArchiveKind.Tar,
        _ when IsUnreadable(head) => ArchiveKind.Unreadable,
        _ => HasZipName(path) ? ArchiveKind.PrefixedZip : ArchiveKind.None,
    };

    /// <summary>How something compressed is compressed.</summary>
    public static Compression CompressionOf(ReadOnlySpan<byte> head) => head[0] == 0x1f ? Compression.Gzip : Compression.Zstd;

    // xz, bzip2, lz4, 7-Zip, RAR and rpm.
    private static bool IsUnreadable(ReadOnlySpan<byte> head) => head
        is [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..]
        or [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, 0x59, 0x26, ..]
        or [0x04, 0x22, 0x4d, 0x18, ..]
        or [(byte)'7', (byte)'z', 0xbc, 0xaf, 0x27, 0x1c, ..]
        or [(byte)'R', (byte)'a', (byte)'r', (byte)'!', 0x1a, 0x07, ..]
        or [0xed, 0xab, 0xee, 0xdb, ..];

    private static bool HasZipName(ReadOnlySpan<char> path)
    {
        foreach (var name in ZipNames)
        {
            if (path.EndsWith(name, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }
}
