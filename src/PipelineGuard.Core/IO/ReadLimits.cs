namespace PipelineGuard.IO;

/// <summary>How much of a hostile input is read before giving up; every limit that is hit is reported as PG2007.</summary>
public sealed record ReadLimits
{
    /// <summary>The limits used when nothing else is said.</summary>
    public static ReadLimits Default { get; } = new();

    /// <summary>Bytes of one decompressed layer.</summary>
    public long LayerBytes { get; init; } = 16L << 30;

    /// <summary>Decompressed bytes for each compressed byte, checked once a layer has grown past <see cref="ExpansionFloor"/>.</summary>
    public int ExpansionRatio { get; init; } = 200;

    /// <summary>Decompressed bytes up to which any expansion is accepted.</summary>
    public long ExpansionFloor { get; init; } = 256L << 20;

    /// <summary>Entries of one layer.</summary>
    public int LayerEntries { get; init; } = 2_000_000;

    /// <summary>Bytes of one path or link target inside a layer; Linux allows 4096 (PATH_MAX).</summary>
    public int PathBytes { get; init; } = 4096;

    /// <summary>Bytes of all paths and link targets of an image: they are kept in memory while layers are merged.</summary>
    public int ImagePathBytes { get; init; } = 512 << 20;

    /// <summary>Files, links and directories of all layers together, directories that only occur inside paths included.</summary>
    public int ImageEntries { get; init; } = 4_000_000;

    /// <summary>Bytes of a compressed or piped archive once it is unpacked into the temporary file.</summary>
    public long ArchiveBytes { get; init; } = 64L << 30;

    /// <summary>Bytes read of one file inside an image.</summary>
    public int FileBytes { get; init; } = 64 << 20;

    /// <summary>Bytes of one JSON document that describes an image (manifest, index, config).</summary>
    public int ManifestBytes { get; init; } = 8 << 20;

    /// <summary>Bytes of one bill of materials, uncompressed; it is held in memory while it is read.</summary>
    public int SbomBytes { get; init; } = 256 << 20;

    /// <summary>Bytes of the extended headers (pax records, long names) of one tar entry.</summary>
    public int HeaderBytes { get; init; } = 1 << 20;

    /// <summary>Nesting of JSON documents.</summary>
    public int JsonDepth { get; init; } = 64;

    /// <summary>Links followed to find one file; the Linux kernel allows 40.</summary>
    public int LinkDepth { get; init; } = 40;

    /// <summary>Names tried for files that are reached through linked directories.</summary>
    public int LinkedNames { get; init; } = 2_000_000;

    /// <summary>Indexes inside indexes of an image layout.</summary>
    public int IndexDepth { get; init; } = 8;

    /// <summary>Layers of one image.</summary>
    public int Layers { get; init; } = 1_000;
}
