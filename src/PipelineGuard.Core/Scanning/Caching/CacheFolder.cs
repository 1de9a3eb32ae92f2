using PipelineGuard.Advisories.Stores;
using PipelineGuard.IO;

namespace PipelineGuard.Scanning.Caching;

/// <summary>
/// Files of one cache, one for each digest, in a folder that other processes use at the same time: a file is whole from the moment it has its name, and
/// never changes. What was not used for the longest time goes first when the folder grows too large. A cache is a convenience: what cannot be read or
/// written does not end a scan.
/// </summary>
internal sealed class CacheFolder
{
    private const int LargestFile = 256 << 20;
    private static readonly TimeSpan Lost = TimeSpan.FromHours(1);

    private readonly string _root;
    private readonly string _folder;
    private readonly long _mostBytes;
    private readonly TimeProvider _time;

    /// <param name="root">The folder of the cache, shared by all versions.</param>
    /// <param name="analyzer">What made the files: others are not understood.</param>
    /// <param name="mostBytes">How large the whole may grow.</param>
    /// <param name="time">Says when a file was used.</param>
    public CacheFolder(string root, string analyzer, long mostBytes, TimeProvider time) => (_root, _folder, _mostBytes, _time) = (root, Path.Combine(root, analyzer), mostBytes, time);

    /// <summary>What the names of the files end with.</summary>
    public string Extension { get; init; } = ".layer";

    /// <summary>The bytes kept under a digest; null when there are none.</summary>
    public byte[]? Read(Digest key)
    {
        try
        {
            var file = FileOf(key);
            if (!File.Exists(file)) return null;
            using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.SequentialScan);
            long length = RandomAccess.GetLength(handle);
            if (length > LargestFile) return null;
            var bytes = new byte[length];
            for (int read, at = 0; at < bytes.Length; at += read)
            {
                read = RandomAccess.Read(handle, bytes.AsSpan(at), at);
                if (read == 0) return null;
            }
            File.SetLastWriteTimeUtc(file, _time.GetUtcNow().UtcDateTime);
            return bytes;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps bytes under a digest, and makes room when the whole has grown too large.</summary>
    public void Write(Digest key, byte[] bytes)
    {
        if (bytes.Length > LargestFile || bytes.Length > _mostBytes) return;
        try
        {
            if (!Directory.Exists(_folder)) Make(_folder);
            // Not durable: after a crash of the machine the hash in the file says that it is not whole.
            AtomicFile.Replace(FileOf(key), stream => stream.Write(bytes), isDurable: false);
            File.SetLastWriteTimeUtc(FileOf(key), _time.GetUtcNow().UtcDateTime);
            MakeRoom();
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // The next run reads the layer again.
        }
    }

    /// <summary>Forgets what is kept under a digest.</summary>
    public void Drop(Digest key) => TryDelete(new FileInfo(FileOf(key)));

    // It tells what is installed in images that not everybody on this machine may read.
    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string FileOf(Digest key) => Path.Combine(_folder, key.Hex + Extension);

    private void MakeRoom()
    {
        var now = _time.GetUtcNow().UtcDateTime;
        var files = new DirectoryInfo(_root).EnumerateFiles("*", SearchOption.AllDirectories).ToList();
        foreach (var rest in files.Where(file => file.Extension == ".tmp" && now - file.LastWriteTimeUtc > Lost)) TryDelete(rest);
        long total = 0;
        foreach (var file in files.Where(file => file.Extension == Extension).OrderByDescending(file => file.LastWriteTimeUtc))
        {
            total += file.Length;
            if (total > _mostBytes) TryDelete(file);
        }
    }

    private static void TryDelete(FileInfo file)
    {
        try
        {
            file.Delete();
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // Somebody else deletes it, or reads it on Windows.
        }
    }
}
