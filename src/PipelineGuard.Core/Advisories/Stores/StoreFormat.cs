namespace PipelineGuard.Advisories.Stores;

/// <summary>The fixed numbers of a store file. <c>docs/advisory-store.md</c> describes the format byte by byte: keep both in step.</summary>
internal static class StoreFormat
{
    /// <summary>Bumped whenever an older reader would misunderstand a file.</summary>
    public const ushort Version = 1;

    /// <summary>Bytes before the first section.</summary>
    public const int HeaderLength = 64;

    /// <summary>The SHA-256 at the end, over everything before it.</summary>
    public const int TrailerLength = 32;

    /// <summary>Bytes of one row of the index: hash of the key, key, block offset, block length.</summary>
    public const int IndexRowLength = 16;

    /// <summary>Where the header holds the date that the age gate looks at.</summary>
    public const int AsOfOffset = 32;

    /// <summary>The first eight bytes; the last one stops <c>type</c> and <c>more</c> on a terminal.</summary>
    public static ReadOnlySpan<byte> Magic => "PGSTORE\u001a"u8;

    /// <summary>The hash by which the index is ordered: FNV-1a with 32 bits. Looking up compares numbers and then one key, not a dozen keys.</summary>
    public static uint HashOf(ReadOnlySpan<byte> key)
    {
        uint hash = 2_166_136_261;
        foreach (byte b in key) hash = (hash ^ b) * 16_777_619;
        return hash;
    }
}

/// <summary>What a store file holds. The numbers stand in the files.</summary>
internal enum StoreKind
{
    /// <summary>The advisories of one ecosystem, by package.</summary>
    Advisories = 1,

    /// <summary>The CVSS vectors that an ecosystem's advisories give, by CVE.</summary>
    Severities = 2,

    /// <summary>CISA's catalogue of vulnerabilities known to be exploited, by CVE.</summary>
    KnownExploited = 3,

    /// <summary>FIRST's exploit predictions (EPSS), by CVE.</summary>
    Predictions = 4,
}

/// <summary>The file names of stores.</summary>
internal static class StoreNames
{
    /// <summary>The extension that tells what a store holds.</summary>
    public static string Extension(StoreKind kind) => kind switch
    {
        StoreKind.Advisories => ".pgs",
        StoreKind.Severities => ".pgc",
        StoreKind.KnownExploited => ".pgk",
        StoreKind.Predictions => ".pge",
    };
}
