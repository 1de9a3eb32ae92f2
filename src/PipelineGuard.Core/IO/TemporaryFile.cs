using Microsoft.Win32.SafeHandles;

namespace PipelineGuard.IO;

/// <summary>
/// Anonymous temporary files. One holds an archive that comes through a pipe or is compressed as a whole: its layers stand one behind
/// the other (and the manifest behind them), so reading it as a stream would mean one thread and holding layers in memory; from a
/// file they are read in parallel by offset. Another holds a large database or binary of a layer that must be read by offset. Nothing is
/// extracted as a tree, and no file is named by what an image says.
/// </summary>
internal static class TemporaryFile
{
    private const int BlockSize = 1 << 20;

    /// <summary>Writes everything that <paramref name="fill"/> gives. The file is gone when the handle is closed, or the process ends.</summary>
    /// <exception cref="IOException">No room, or no right to write.</exception>
    public static SafeFileHandle Write(BlockFill fill)
    {
        var file = Create();
        try
        {
            var buffer = new byte[BlockSize];
            long length = 0;
            for (int read; (read = fill(buffer)) > 0; length += read) RandomAccess.Write(file, buffer.AsSpan(0, read), length);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>An empty file. It is gone when the handle is closed, or the process ends.</summary>
    /// <exception cref="IOException">No right to write.</exception>
    // Unix can take the name away at once, so that not even a killed process leaves a file; Windows deletes when the last handle closes.
    public static SafeFileHandle Create()
    {
        var path = Path.Combine(Path.GetTempPath(), "pipelineguard-" + Path.GetRandomFileName());
        if (OperatingSystem.IsWindows()) return File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Delete(path);
        return file;
    }
}
