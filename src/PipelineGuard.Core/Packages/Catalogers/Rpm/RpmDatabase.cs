namespace PipelineGuard.Packages.Catalogers.Rpm;

/// <summary>Finds the package headers in an rpm database, whichever of rpm's three kinds it is; the content tells, not the name.</summary>
internal static class RpmDatabase
{
    // rpm's default, where newer distributions moved it, and where image-based ones keep it.
    private static readonly string[] Folders = ["var/lib/rpm/", "usr/lib/sysimage/rpm/", "usr/share/rpm/"];

    /// <summary>True for a file that a package database is kept in.</summary>
    public static bool IsDatabase(ReadOnlySpan<char> path) => NameIn(path) is "rpmdb.sqlite" or "Packages.db" or "Packages";

    /// <summary>True for the log of an SQLite database: it holds changes until they are merged into the database.</summary>
    public static bool IsWriteAheadLog(ReadOnlySpan<char> path) => NameIn(path) is "rpmdb.sqlite-wal";

    /// <summary>The headers, each valid until the next is asked for. Never throws because of the content.</summary>
    /// <param name="stream">The database; seekable.</param>
    /// <param name="damage">Hears what is wrong, one sentence for each place.</param>
    public static IEnumerable<ReadOnlyMemory<byte>> Headers(Stream stream, Action<string> damage)
    {
        var file = new DatabaseFile(stream);
        var head = file.Head(RpmBerkeleyDatabase.HeadLength);
        if (SqliteFile.IsSqlite(head)) return RpmSqliteDatabase.Headers(file, damage);
        if (RpmNdbDatabase.IsNdb(head)) return RpmNdbDatabase.Headers(file, damage);
        if (RpmBerkeleyDatabase.IsHash(head)) return RpmBerkeleyDatabase.Headers(file, damage);
        if (file.Length > 0) damage("It is none of the databases that rpm writes (SQLite, ndb, Berkeley DB hash).");
        return [];
    }

    // The name when the file lies in one of the folders, else nothing.
    private static ReadOnlySpan<char> NameIn(ReadOnlySpan<char> path)
    {
        foreach (var folder in Folders)
        {
            if (path.StartsWith(folder, StringComparison.Ordinal)) return path[folder.Length..];
        }
        return [];
    }
}
