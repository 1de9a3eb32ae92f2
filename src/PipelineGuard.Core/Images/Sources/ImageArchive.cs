using System.Text;
using Microsoft.Win32.SafeHandles;
using PipelineGuard.IO;
using PipelineGuard.IO.Tar;

namespace PipelineGuard.Images.Sources;

/// <summary>
/// An image layout that is a tar: its table of contents. Layers are read where they lie; names are only ever looked up in this table,
/// so <c>../../etc/passwd</c> in a manifest names nothing.
/// </summary>
internal sealed class ImageArchive : IImageFiles
{
    private const int BlockSize = 64 << 10;

    private readonly Dictionary<string, SliceBlob> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private readonly SafeFileHandle _file;
    private readonly int _linkDepth;

    private ImageArchive(SafeFileHandle file, int linkDepth) => (_file, _linkDepth) = (file, linkDepth);

    /// <summary>Paths of the first few entries, to say what an archive looks like that holds no image.</summary>
    public IEnumerable<string> SomeNames => _files.Keys.Concat(_links.Keys).Take(5);

    /// <summary>Reads the headers of a tar and passes over the contents.</summary>
    /// <param name="file">The open tar; closed with the result.</param>
    /// <param name="limits">Bounds headers and entries.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidDataException">It is no tar, or damaged.</exception>
    /// <exception cref="EndOfStreamException">It is cut short.</exception>
    /// <exception cref="LimitException">It has too many entries.</exception>
    public static ImageArchive Open(SafeFileHandle file, ReadLimits limits, CancellationToken cancellation)
    {
        var archive = new ImageArchive(file, limits.LinkDepth);
        using var stream = new SliceStream(file, 0, RandomAccess.GetLength(file));
        var blocks = new StreamBlocks(stream, BlockSize, cancellation);
        using var tar = new TarReader(blocks, limits);
        for (int count = 0; tar.MoveNext(); count++)
        {
            if (count >= limits.LayerEntries) throw new LimitException(nameof(ReadLimits.LayerEntries), limits.LayerEntries, "The archive has more entries than");
            archive.Add(tar, blocks.Position - tar.BytesLeftInBlock);
        }
        return archive;
    }

    /// <inheritdoc/>
    public IBlob? Find(string path)
    {
        if (!ImagePath.TryNormalize(path, out var at)) return null;
        for (int links = 0; links <= _linkDepth; links++)
        {
            if (_files.GetValueOrDefault(at.Value) is { } file) return file;
            // "docker save" links a layer that several images share: a/layer.tar -> ../b/layer.tar.
            if (!_links.TryGetValue(at.Value, out var target) || !ImagePath.TryNormalize(target, out at)) return null;
        }
        return null;
    }

    public void Dispose() => _file.Dispose();

    // As unpacking would have it, the last entry of a name counts.
    private void Add(TarReader tar, long contentStart)
    {
        if (tar.Kind is not (EntryKind.File or EntryKind.SymbolicLink or EntryKind.HardLink)) return;
        if (!ImagePath.TryNormalize(Encoding.UTF8.GetString(tar.Name), out var path)) return;
        _files.Remove(path.Value);
        _links.Remove(path.Value);
        var link = Encoding.UTF8.GetString(tar.LinkName);
        if (tar.Kind == EntryKind.File) _files.Add(path.Value, new(_file, contentStart, tar.Size));
        else _links.Add(path.Value, tar.Kind == EntryKind.SymbolicLink ? $"{path.Parent}/{link}" : link);
    }
}
