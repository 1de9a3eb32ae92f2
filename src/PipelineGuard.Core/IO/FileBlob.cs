namespace PipelineGuard.IO;

/// <summary>A whole file of the host.</summary>
internal sealed class FileBlob : IBlob
{
    private readonly string _path;

    private FileBlob(string path, long length) => (_path, Length) = (path, length);

    /// <inheritdoc/>
    public long Length { get; }

    /// <summary>
    /// Null when there is no such file, or it is empty. Empty covers pipes, sockets and devices too: the kernel gives them no size,
    /// and so nothing that would block or never end is ever opened.
    /// </summary>
    public static FileBlob? TryFind(string path) =>
        Final(path) is { Exists: true, Length: > 0 } file ? new(file.FullName, file.Length) : null;

    /// <inheritdoc/>
    public Stream Open() => new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);

    // Build systems such as Bazel make layouts of symbolic links, and a link's own length is that of its text.
    private static FileInfo? Final(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
    }
}
