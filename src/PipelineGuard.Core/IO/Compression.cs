namespace PipelineGuard.IO;

/// <summary>How a stream is compressed; recognised by its first bytes, because names and media types are often wrong.</summary>
public enum Compression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>gzip, RFC 1952.</summary>
    Gzip,

    /// <summary>Zstandard, RFC 8878.</summary>
    Zstd,
}
