using System.Text;

namespace PipelineGuard.Images;

/// <summary>One regular file of a layer, its content bounded by <see cref="IO.ReadLimits.FileBytes"/> and valid only while it is being read.</summary>
/// <param name="Path">Where it is in the image.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ImageFile(ImagePath Path, ReadOnlyMemory<byte> Content)
{
    /// <summary>Reads it as UTF-8 (or UTF-16/32 with a byte order mark); broken sequences become U+FFFD.</summary>
    public TextReader OpenText() => new StreamReader(OpenStream(), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);

    /// <summary>Reads its bytes from the start.</summary>
    public Stream OpenStream() =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(Content, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(Content.ToArray(), writable: false);
}
