namespace PipelineGuard.Archives;

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

    /// <summary>A cpio archive in one of its new formats: an initial RAM disk, what an rpm package carries.</summary>
    Cpio,

    /// <summary>Something that <see cref="Unpacker"/> undoes: a compressed archive or a single file.</summary>
    Compressed,

    /// <summary>A Debian package.</summary>
    Deb,

    /// <summary>An rpm package.</summary>
    Rpm,

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
        [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] => ArchiveKind.Zip,
        [0xed, 0xab, 0xee, 0xdb, ..] => ArchiveKind.Rpm,
        _ when Unpacker.Of(head) != UnpackerKind.None => ArchiveKind.Compressed,
        _ when head.StartsWith("!<arch>\ndebian-binary"u8) => ArchiveKind.Deb,
        _ when CpioEntries.Begin(head) => ArchiveKind.Cpio,
        _ when head.Length > TarMagicOffset && head[TarMagicOffset..].StartsWith("ustar"u8) => ArchiveKind.Tar,
        _ when IsUnreadable(head) => ArchiveKind.Unreadable,
        _ => HasZipName(path) ? ArchiveKind.PrefixedZip : ArchiveKind.None,
    };

    // lz4, lzip, 7-Zip and RAR.
    private static bool IsUnreadable(ReadOnlySpan<byte> head) => head
        is [0x04, 0x22, 0x4d, 0x18, ..]
        or [(byte)'L', (byte)'Z', (byte)'I', (byte)'P', 1, ..]
        or [(byte)'7', (byte)'z', 0xbc, 0xaf, 0x27, 0x1c, ..]
        or [(byte)'R', (byte)'a', (byte)'r', (byte)'!', 0x1a, 0x07, ..];

    private static bool HasZipName(ReadOnlySpan<char> path)
    {
        foreach (var name in ZipNames)
        {
            if (path.EndsWith(name, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }
}
