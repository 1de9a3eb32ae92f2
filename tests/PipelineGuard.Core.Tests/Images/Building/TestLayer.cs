using System.Formats.Tar;
using System.Security.Cryptography;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Building;

/// <summary>One entry of a test layer.</summary>
internal sealed record TestEntry(TarEntryType Type, string Path)
{
    public const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    public const UnixFileMode DirectoryMode = FileMode | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public byte[] Content { get; init; } = [];

    public string? Target { get; init; }

    public UnixFileMode Mode { get; init; } = FileMode;

    public int Owner { get; init; }

    /// <summary>Bytes for the tar stream instead of an entry; null for an entry.</summary>
    public byte[]? Raw { get; init; }
}

/// <summary>One layer of a test image.</summary>
internal sealed class TestLayer
{
    public List<TestEntry> Entries { get; } = [];

    public Compression Compression { get; set; } = Compression.Gzip;

    public TarEntryFormat Format { get; set; } = TarEntryFormat.Pax;

    public byte[]? RawTar { get; set; }

    public bool WrongDiffId { get; set; }

    public bool WrongDigest { get; set; }

    public bool Missing { get; set; }

    public Func<byte[], byte[]> ChangeBlob { get; set; } = blob => blob;

    public string? MediaType { get; set; }

    /// <summary>The layer as a tar stream.</summary>
    public byte[] Tar() => RawTar ?? TestTar.Write(Entries, Format);

    /// <summary>What the config says about the uncompressed layer.</summary>
    public string DiffId() => WrongDiffId ? DigestOf([0]) : DigestOf(Tar());

    public static string DigestOf(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));
}
