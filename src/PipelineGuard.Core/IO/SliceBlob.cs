using Microsoft.Win32.SafeHandles;

namespace PipelineGuard.IO;

/// <summary>A range of an open file, such as one entry of an archive. The file belongs to somebody else.</summary>
/// <param name="File">The open file.</param>
/// <param name="Offset">Where the range starts, in bytes.</param>
/// <param name="Length">Size in bytes.</param>
internal sealed record SliceBlob(SafeFileHandle File, long Offset, long Length) : IBlob
{
    /// <inheritdoc/>
    public Stream Open() => new SliceStream(File, Offset, Length);
}
