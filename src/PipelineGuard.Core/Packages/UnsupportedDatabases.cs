namespace PipelineGuard.Packages;

/// <summary>Package databases that we recognise but cannot read: an image that holds one is never reported as fully looked at.</summary>
internal static class UnsupportedDatabases
{
    /// <summary>What sort of packages the file records, in a user's words; null when it is no such database.</summary>
    public static string? KindOf(ReadOnlySpan<char> path) => path switch
    {
        // rpm's three back ends: sqlite, ndb and Berkeley DB; the second folder is where newer distributions keep them.
        "var/lib/rpm/rpmdb.sqlite" or "var/lib/rpm/Packages.db" or "var/lib/rpm/Packages" => "rpm",
        "usr/lib/sysimage/rpm/rpmdb.sqlite" or "usr/lib/sysimage/rpm/Packages.db" or "usr/lib/sysimage/rpm/Packages" => "rpm",
        "usr/share/rpm/rpmdb.sqlite" => "rpm",
        // Azure Linux's distroless images keep lists instead of the database.
        _ when path.StartsWith("var/lib/rpmmanifest/", StringComparison.Ordinal) => "rpm",
        _ when path.StartsWith("var/lib/pacman/local/", StringComparison.Ordinal) && path.EndsWith("/desc", StringComparison.Ordinal) => "pacman",
        "var/lib/chisel/manifest.wall" => "chisel",
        "lib/apk/db/installed.adb" or "usr/lib/apk/db/installed.adb" => "apk 3",
        "usr/lib/opkg/status" or "var/lib/opkg/status" => "opkg",
        _ => null,
    };
}
