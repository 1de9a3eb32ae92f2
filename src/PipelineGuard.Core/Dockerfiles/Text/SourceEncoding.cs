namespace PipelineGuard.Dockerfiles.Text;

/// <summary>How the bytes of a file became text.</summary>
internal enum SourceEncoding
{
    /// <summary>UTF-8, the only one that image builders read.</summary>
    Utf8,

    /// <summary>UTF-16, low byte first.</summary>
    Utf16LittleEndian,

    /// <summary>UTF-16, high byte first.</summary>
    Utf16BigEndian,

    /// <summary>UTF-32, low byte first; told by its byte order mark only.</summary>
    Utf32LittleEndian,

    /// <summary>UTF-32, high byte first; told by its byte order mark only.</summary>
    Utf32BigEndian,
}
