namespace PipelineGuard.Findings;

/// <summary>What <see cref="Location.Path"/> is relative to.</summary>
public enum LocationKind
{
    /// <summary>A file of the repository, relative to its root, with forward slashes.</summary>
    Source,

    /// <summary>A file inside the scanned image, without a leading slash.</summary>
    ImageFile,

    /// <summary>The image as a whole; the path is its name.</summary>
    Image,
}

/// <summary>Where a finding is. Lines and columns count from 1; columns are UTF-16 units, as in SARIF 2.1.0 §3.30.</summary>
/// <param name="Kind">What <paramref name="Path"/> is relative to.</param>
/// <param name="Path">The file or the image.</param>
public sealed record Location(LocationKind Kind, string Path)
{
    /// <summary>First line; null when the finding is about the whole file.</summary>
    public int? Line { get; init; }

    /// <summary>First column; null when the finding is about whole lines.</summary>
    public int? Column { get; init; }

    /// <summary>Last line, inclusive; null means the same as <see cref="Line"/>.</summary>
    public int? EndLine { get; init; }

    /// <summary>The column after the last character; null means the end of <see cref="EndLine"/>.</summary>
    public int? EndColumn { get; init; }

    /// <summary><c>path(line,column)</c>, the form that MSBuild and editors understand.</summary>
    public override string ToString() => (Line, Column) switch
    {
        (null, _) => Path,
        ({ } line, null) => $"{Path}({line})",
        ({ } line, { } column) => $"{Path}({line},{column})",
    };
}
