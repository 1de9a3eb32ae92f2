namespace PipelineGuard.Reporting.Annotations;

/// <summary>How loudly an annotation speaks.</summary>
internal enum AnnotationLevel
{
    /// <summary>It does nothing to the verdict.</summary>
    Notice,

    /// <summary>It reaches a warn threshold.</summary>
    Warning,

    /// <summary>It reaches a block threshold, or makes the verdict Incomplete.</summary>
    Error,
}

/// <summary>One remark that a host shows beside a line or in a list. Its texts are harmless to show but not yet escaped for the host.</summary>
/// <param name="Level">How loudly it speaks.</param>
/// <param name="Code">The rule, the worst advisory or the problem behind it.</param>
/// <param name="Title">A few words, on one line.</param>
/// <param name="Message">What was found and what to do, one sentence to a line.</param>
internal sealed record Annotation(AnnotationLevel Level, string Code, string Title, string Message)
{
    /// <summary>The file of the repository, relative to its root; null when it is about something inside an image.</summary>
    public string? Path { get; init; }

    /// <summary>First line; null without a path, or for the whole file.</summary>
    public int? Line { get; init; }

    /// <summary>Last line; null means the same as <see cref="Line"/>.</summary>
    public int? EndLine { get; init; }

    /// <summary>First column; null for whole lines.</summary>
    public int? Column { get; init; }

    /// <summary>The column after the last character; null for whole lines.</summary>
    public int? EndColumn { get; init; }

    /// <summary>Title and message on one line, for logs.</summary>
    public string OneLine => $"{Title}. {Message.Replace('\n', ' ')}";
}
