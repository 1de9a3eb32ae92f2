namespace PipelineGuard.Packages.Catalogers.Rpm;

/// <summary>rpm's SQLite database (<c>rpmdb.sqlite</c>, rpm 4.16 and later): table <c>Packages</c> with a number and a header in each row.</summary>
internal static class RpmSqliteDatabase
{
    /// <summary>See <see cref="RpmDatabase.Headers"/>.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Headers(DatabaseFile file, Action<string> damage)
    {
        if (SqliteFile.Open(file, damage) is not { } database) yield break;
        if (database.RootOf("Packages"u8) is not { } root)
        {
            damage("The SQLite database has no table 'Packages'.");
            yield break;
        }
        foreach (var row in database.Rows(root))
        {
            int length = SqliteRecord.Column(row.Span, 1).Length;
            if (length > 0) yield return row[^length..]; // The last column.
            else damage("A row of table 'Packages' has no header.");
        }
    }
}
