namespace PipelineGuard.Packages;

/// <summary>Package databases that we recognise but cannot read: an image that holds one is never reported as fully looked at.</summary>
internal static class UnsupportedDatabases
{
    /// <summary>What sort of packages the file records, in a user's words; null when it is no such database.</summary>
    public static string? KindOf(ReadOnlySpan<char> path) => path switch
    {
        _ when path.StartsWith("var/lib/pacman/local/", StringComparison.Ordinal) && path.EndsWith("/desc", StringComparison.Ordinal) => "pacman",
        "lib/apk/db/installed.adb" or "usr/lib/apk/db/installed.adb" => "apk 3",
        "usr/lib/opkg/status" or "var/lib/opkg/status" => "opkg",
        _ when LockFilePath.Is(path, "bun.lockb") => "bun",
        _ => null,
    };
}
