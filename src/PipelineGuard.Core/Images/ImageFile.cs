using System.Text;
using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>One regular file of a layer, its content bounded by <see cref="ReadLimits"/> and valid only while it is being analysed.</summary>
internal sealed class ImageFile
{
    private readonly KeptContent _content;

    /// <param name="facts">What the layer says about it.</param>
    /// <param name="content">Its bytes.</param>
    public ImageFile(in FileFacts facts, KeptContent content) => (Facts, _content) = (facts, content);

    /// <param name="path">Where it is in the image.</param>
    /// <param name="content">All of its bytes.</param>
    public ImageFile(ImagePath path, ReadOnlyMemory<byte> content)
        : this(new FileFacts(path, content.Length, 0, -1, -1), KeptContent.Of(content))
    {
    }

    /// <summary>What the layer says about it.</summary>
    public FileFacts Facts { get; }

    /// <summary>Where it is in the image.</summary>
    public ImagePath Path => Facts.Path;

    /// <summary>Bytes of its content.</summary>
    public long Size => Facts.Size;

    /// <summary>All of its bytes, in memory.</summary>
    /// <exception cref="LimitException">It is larger than <see cref="ReadLimits.FileBytes"/>; <see cref="OpenStream"/> can still read it.</exception>
    public ReadOnlyMemory<byte> Content => _content.InMemory();

    /// <summary>Reads it as UTF-8 (or UTF-16/32 with a byte order mark); broken sequences become U+FFFD.</summary>
    /// <exception cref="LimitException">As for <see cref="Content"/>.</exception>
    public TextReader OpenText() => new StreamReader(KeptContent.Of(Content).OpenStream(), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);

    /// <summary>Reads its bytes from the start, or anywhere: the stream can seek. Of any size, with little memory.</summary>
    public Stream OpenStream() => _content.OpenStream();
}
