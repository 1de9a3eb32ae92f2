using System.Diagnostics;
using System.Text;

namespace PipelineGuard.Packages;

/// <summary>The lists of packages that apt has fetched: the same blocks of fields as dpkg's own record.</summary>
internal static class DebianIndex
{
    private const string Reader = "/usr/lib/apt/apt-helper";

    /// <summary>The text of each list of Debian's main archive; empty where there is none.</summary>
    public static ReadOnlyMemory<byte>[] Files()
    {
        const string folder = "/var/lib/apt/lists";
        if (!File.Exists(Reader) || !Directory.Exists(folder)) return [];
        return [.. Directory.EnumerateFiles(folder, "*debian_dists_*_main_binary-*_Packages*").Select(Read)];
    }

    // They may be compressed, in whatever way apt likes.
    private static ReadOnlyMemory<byte> Read(string path)
    {
        using var process = Process.Start(new ProcessStartInfo(Reader, ["cat-file", path]) { RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Encoding.UTF8.GetBytes(text);
    }
}
