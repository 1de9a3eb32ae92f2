namespace PipelineGuard.Advisories.Stores;

/// <summary>Replaces a file in one step, so that nobody ever sees half of it, not even after a power failure.</summary>
internal static class AtomicFile
{
    // Windows refuses to replace a file while somebody has it mapped; a scan lets go within seconds.
    private const int Attempts = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Writes a new file beside <paramref name="path"/>, brings it to the disk and renames it.</summary>
    /// <exception cref="IOException">It could not be written; the old file is untouched.</exception>
    public static void Replace(string path, Action<Stream> write, bool isDurable = true)
    {
        string temporary;
        using (var stream = CreateBeside(path))
        {
            temporary = stream.Name;
            try
            {
                write(stream);
                stream.Flush(flushToDisk: isDurable);
            }
            catch
            {
                stream.Dispose();
                File.Delete(temporary);
                throw;
            }
        }
        Rename(temporary, path);
    }

    /// <summary>Creates a file that nobody else has, in the same folder, because a rename works only within one file system.</summary>
    public static FileStream CreateBeside(string path, FileOptions options = FileOptions.None)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        for (int i = 0; ; i++)
        {
            try
            {
                return new($"{path}.{Environment.ProcessId}-{i}.tmp", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, options);
            }
            catch (IOException) when (i < 1000 && File.Exists($"{path}.{Environment.ProcessId}-{i}.tmp"))
            {
                // Taken, by another thread or by a run that was killed: try the next number.
            }
        }
    }

    private static void Rename(string temporary, string path)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                File.Move(temporary, path, overwrite: true);
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (attempt < Attempts && OperatingSystem.IsWindows())
                {
                    Thread.Sleep(Pause);
                    continue;
                }
                File.Delete(temporary);
                throw;
            }
        }
    }
}
