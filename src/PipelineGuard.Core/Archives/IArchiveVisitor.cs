namespace PipelineGuard.Archives;

/// <summary>Looks at the files in one archive and in the archives in it, one after another.</summary>
internal interface IArchiveVisitor
{
    /// <summary>True when it has found as much as it lists, so that it needs no more files.</summary>
    bool IsFull { get; }

    /// <summary>Begins with a file; false when it does not care for it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="head">Its first bytes.</param>
    bool Begin(ArchivedFile file, ReadOnlySpan<byte> head);

    /// <summary>Takes the next bytes of a file that it cares for, the first ones too.</summary>
    void Append(ReadOnlySpan<byte> block);

    /// <summary>Ends it, also where it could not be read to its end.</summary>
    void Finish();
}

/// <summary>A file in an archive.</summary>
/// <param name="Archive">The outermost archive's path in the image.</param>
/// <param name="Inside">The way from there, through archives in it: <c>lib/inner.jar!/a.ini</c>.</param>
/// <param name="Size">Its bytes; null when nobody says.</param>
internal readonly record struct ArchivedFile(string Archive, string Inside, long? Size)
{
    /// <summary>The whole way, as reports write it.</summary>
    public string Path => PathOf(Archive, Inside);

    /// <summary>The way to a file, as reports write it.</summary>
    /// <param name="file">A file's path in the image.</param>
    /// <param name="inside">The way from there when it is an archive; null for the file itself.</param>
    public static string PathOf(string file, string? inside) => inside is null ? file : $"{file}!/{inside}";
}
