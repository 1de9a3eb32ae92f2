using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>What all instructions have, as the parser found it.</summary>
internal sealed record InstructionParts(InstructionKind Kind, Word Keyword, TextSpan FullSpan, TextSpan Span)
{
    /// <summary>The options in front, in order.</summary>
    public ImmutableArray<Flag> Flags { get; init; } = [];

    /// <summary>Everything behind keyword and options: one logical line, no white space around it.</summary>
    public required MappedText Arguments { get; init; }

    /// <summary>The documents below it, in the order of their announcement.</summary>
    public ImmutableArray<Heredoc> Heredocs { get; init; } = [];

    /// <summary>Comments between its lines, as spans from the <c>#</c>.</summary>
    public ImmutableArray<TextSpan> Comments { get; init; } = [];

    /// <summary>The escape character of the file.</summary>
    public required char Escape { get; init; }
}

/// <summary>One instruction, with everything up to the next one's line.</summary>
internal abstract class Instruction(InstructionParts parts) : DockerfileNode(parts.FullSpan, parts.Span)
{
    /// <summary>What it is.</summary>
    public InstructionKind Kind => parts.Kind;

    /// <summary>Its first word, in the case in which it is written.</summary>
    public Word Keyword => parts.Keyword;

    /// <summary>The options in front, in order.</summary>
    public ImmutableArray<Flag> Flags => parts.Flags;

    /// <summary>Everything behind keyword and options: one logical line, no white space around it.</summary>
    public MappedText Arguments => parts.Arguments;

    /// <summary>The documents below it, in the order of their announcement.</summary>
    public ImmutableArray<Heredoc> Heredocs => parts.Heredocs;

    /// <summary>Comments between its lines, as spans from the <c>#</c>.</summary>
    public ImmutableArray<TextSpan> Comments => parts.Comments;

    /// <summary>The escape character of the file.</summary>
    public char Escape => parts.Escape;

    /// <summary>The stage it belongs to; null in front of the first <c>FROM</c>.</summary>
    public Stage? Stage { get; internal set; }

    /// <summary>The variables that can be used in it.</summary>
    public Scope Scope { get; internal set; } = Scope.Empty;

    /// <summary>The last option with a name (in lower case, without dashes); null when it is missing.</summary>
    public Flag? Flag(string name) => Flags.LastOrDefault(flag => string.Equals(flag.Name, name, StringComparison.OrdinalIgnoreCase));
}
