using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Shell;

/// <summary>One word of a command.</summary>
/// <param name="Text">As written, with its quotes.</param>
/// <param name="Shape">
/// Quotes and escapes taken out, with <see cref="Scope.Unknown"/> in place of each expansion: <c>https://host/￼.tar.gz</c>.
/// </param>
/// <param name="Span">Where it stands.</param>
internal sealed record ShellWord(string Text, string Shape, TextSpan Span) : ISyntax
{
    /// <summary>The expansions in it, in order.</summary>
    public ImmutableArray<ShellExpansion> Expansions { get; init; } = [];

    /// <summary>Where it stands in the script's text, from the first to behind the last character.</summary>
    public required (int Start, int End) Place { get; init; }

    /// <summary>True when at least a part of it is quoted.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>True when it holds <c>*</c>, <c>?</c> or <c>[</c> outside of quotes, so that file names may take its place.</summary>
    public bool IsPattern { get; init; }

    /// <summary>What the command gets to see; null when an expansion makes that unknown.</summary>
    public string? Value => Expansions.IsEmpty ? Shape : null;

    /// <summary>True for an option, by its first character.</summary>
    public bool IsFlag => Shape is ['-', not Scope.Unknown, ..];

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>What is put in place of an expansion.</summary>
internal enum ShellExpansionKind
{
    /// <summary>The value of a variable.</summary>
    Variable,

    /// <summary>The output of commands.</summary>
    Command,

    /// <summary>A number.</summary>
    Arithmetic,
}

/// <summary>One <c>$name</c>, <c>${name…}</c>, <c>$(…)</c>, <c>`…`</c> or <c>$((…))</c>.</summary>
/// <param name="Kind">What takes its place.</param>
/// <param name="Name">The variable's name; empty for the other kinds.</param>
/// <param name="Operator">The sign behind the name in braces: <c>:-</c>, <c>:?</c>, <c>%%</c>; empty when there is none.</param>
/// <param name="IsQuoted">True in double quotes, where the value is not split into words.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record ShellExpansion(ShellExpansionKind Kind, string Name, string Operator, bool IsQuoted, TextSpan Span) : ISyntax
{
    /// <summary>Where it stands in the script's text, from the first to behind the last character.</summary>
    public required (int Start, int End) Place { get; init; }
}

/// <summary>One <c>name=value</c> in front of a command, or alone.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Value">The value; null for an array (<c>x=(a b)</c>).</param>
/// <param name="Span">The whole assignment.</param>
internal sealed record ShellAssignment(string Name, ShellWord? Value, TextSpan Span) : ISyntax;

/// <summary>One redirection: <c>&gt;file</c>, <c>2&gt;&amp;1</c>, <c>&lt;&lt;EOF</c>.</summary>
/// <param name="Operator">The sign without a number in front: <c>&gt;</c>, <c>&gt;&gt;</c>, <c>&lt;&lt;-</c>, <c>&amp;&gt;</c>.</param>
/// <param name="Descriptor">The number in front; null when there is none.</param>
/// <param name="Target">The file, number or heredoc name; null when it is missing.</param>
/// <param name="Span">The whole redirection.</param>
internal sealed record ShellRedirection(string Operator, int? Descriptor, ShellWord? Target, TextSpan Span) : ISyntax
{
    /// <summary>The lines of a heredoc; null for other redirections, and when they are missing.</summary>
    public MappedText? Body { get; init; }
}
