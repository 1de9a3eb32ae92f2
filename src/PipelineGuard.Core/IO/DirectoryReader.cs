using System.Security;
using System.Text;

namespace PipelineGuard.IO;

/// <summary>
/// Walks a directory of the host as if it were a layer, in a fixed order. Links are shown and never followed, so it cannot leave the
/// directory; what has no size (pipes, sockets, devices, files of /proc) is never opened.
/// </summary>
/// <param name="root">The directory.</param>
/// <param name="onUnreadable">Told the path, relative to the root, of each directory that cannot be listed, and why.</param>
/// <param name="cancellation">Ends the next step with <see cref="OperationCanceledException"/>.</param>
internal sealed class DirectoryReader(string root, Action<string, string> onUnreadable, CancellationToken cancellation) : IEntryReader
{
    private const int BlockSize = 256 << 10;

    private readonly Stack<FileSystemInfo> _todo = new(List(new DirectoryInfo(root), "", onUnreadable));
    private FileSystemInfo _current = new DirectoryInfo(root);
    private byte[] _name = [];
    private byte[] _linkName = [];
    private readonly byte[] _block = new byte[BlockSize];
    private FileStream? _content;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Name => _name;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> LinkName => _linkName;

    /// <inheritdoc/>
    public EntryKind Kind { get; private set; }

    /// <inheritdoc/>
    public long Size { get; private set; }

    /// <inheritdoc/>
    public int Mode => OperatingSystem.IsWindows() || Kind == EntryKind.SymbolicLink ? 0 : (int)_current.UnixFileMode;

    /// <inheritdoc/>
    public long UserId => -1;

    /// <inheritdoc/>
    public long GroupId => -1;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        cancellation.ThrowIfCancellationRequested();
        CloseContent();
        if (!_todo.TryPop(out var next)) return false;
        _current = next;
        var path = Path.GetRelativePath(root, next.FullName).Replace(Path.DirectorySeparatorChar, '/');
        _name = Encoding.UTF8.GetBytes(path);
        _linkName = next.LinkTarget is { } target ? Encoding.UTF8.GetBytes(target) : [];
        Kind = next.LinkTarget is not null ? EntryKind.SymbolicLink : next is DirectoryInfo ? EntryKind.Directory : EntryKind.File;
        Size = Kind == EntryKind.File ? ((FileInfo)next).Length : 0;
        if (Kind == EntryKind.Directory)
        {
            foreach (var child in List((DirectoryInfo)next, path, onUnreadable)) _todo.Push(child);
        }
        return true;
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> NextBlock()
    {
        if (Kind != EntryKind.File || Size == 0) return default;
        _content ??= File.OpenRead(_current.FullName);
        return _block.AsMemory(0, _content.ReadAtLeast(_block, _block.Length, throwOnEndOfStream: false));
    }

    public void Dispose() => CloseContent();

    private void CloseContent()
    {
        _content?.Dispose();
        _content = null;
    }

    // In reverse, as a stack gives them back the other way round.
    private static List<FileSystemInfo> List(DirectoryInfo folder, string path, Action<string, string> onUnreadable)
    {
        try
        {
            var children = folder.EnumerateFileSystemInfos().ToList();
            children.Sort((a, b) => string.CompareOrdinal(b.Name, a.Name));
            return children;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or SecurityException)
        {
            onUnreadable(path, refusal.Message);
            return [];
        }
    }
}
