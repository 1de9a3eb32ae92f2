namespace PipelineGuard.MSBuild.Messages;

/// <summary>How loud a message is.</summary>
internal enum MessageLevel
{
    /// <summary>Shown in detailed logs only.</summary>
    Message,

    /// <summary>A warning, unless the project says otherwise.</summary>
    Warning,

    /// <summary>Fails the build.</summary>
    Error,
}

/// <summary>One line of a build's output, with a code and a place. Knows nothing of findings, so that it can be kept and shown again without them.</summary>
/// <param name="Level">How loud it is.</param>
/// <param name="Code">The rule, the advisory or the problem: <c>PGD007</c>, <c>CVE-2024-1234</c>, <c>PG1003</c>.</param>
/// <param name="File">The file to edit, as a full path.</param>
/// <param name="Text">What is wrong and what to do, on one line.</param>
internal sealed record BuildMessage(MessageLevel Level, string Code, string File, string Text)
{
    /// <summary>First line, from 1; 0 for the whole file, as MSBuild has it.</summary>
    public int Line { get; init; }

    /// <summary>First column, from 1; 0 for whole lines.</summary>
    public int Column { get; init; }
}
