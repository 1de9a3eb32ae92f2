using System.Collections.Immutable;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>An instruction that no builder knows.</summary>
internal sealed class UnknownInstruction(InstructionParts parts) : Instruction(parts);

/// <summary><c>FROM [--platform=…] image [AS name]</c>.</summary>
internal sealed class FromInstruction(InstructionParts parts, Word? image, Word? alias) : Instruction(parts)
{
    /// <summary>The image or stage as written; null when it is missing.</summary>
    public Word? Image { get; } = image;

    /// <summary>The name behind <c>AS</c>; null when there is none.</summary>
    public Word? Alias { get; } = alias;
}

/// <summary><c>ENV</c>, <c>LABEL</c> and <c>ARG</c>.</summary>
internal abstract class PairsInstruction(InstructionParts parts, ImmutableArray<Pair> pairs) : Instruction(parts)
{
    /// <summary>What it sets, in order.</summary>
    public ImmutableArray<Pair> Pairs { get; } = pairs;
}

/// <summary><c>ENV name=value …</c>, or <c>ENV name value</c>.</summary>
internal sealed class EnvInstruction(InstructionParts parts, ImmutableArray<Pair> pairs, bool isLegacy) : PairsInstruction(parts, pairs)
{
    /// <summary>True for the old form without an equals sign.</summary>
    public bool IsLegacy { get; } = isLegacy;
}

/// <summary><c>LABEL name=value …</c>.</summary>
internal sealed class LabelInstruction(InstructionParts parts, ImmutableArray<Pair> pairs, bool isLegacy) : PairsInstruction(parts, pairs)
{
    /// <summary>True for the old form without an equals sign.</summary>
    public bool IsLegacy { get; } = isLegacy;
}

/// <summary><c>ARG name[=default] …</c>.</summary>
internal sealed class ArgInstruction(InstructionParts parts, ImmutableArray<Pair> pairs) : PairsInstruction(parts, pairs);

/// <summary><c>COPY</c> and <c>ADD</c>.</summary>
internal sealed class CopyInstruction(InstructionParts parts, ImmutableArray<Word> words, bool isJson) : Instruction(parts)
{
    /// <summary>What is copied, heredocs included (they begin with <c>&lt;&lt;</c>).</summary>
    public ImmutableArray<Word> Sources { get; } = words.Length == 0 ? [] : words[..^1];

    /// <summary>Where to; null when there are no words.</summary>
    public Word? Destination { get; } = words.Length == 0 ? null : words[^1];

    /// <summary>True when the words are a JSON array.</summary>
    public bool IsJson { get; } = isJson;

    /// <summary>True for <c>ADD</c>, which also fetches and unpacks.</summary>
    public bool IsAdd => Kind == InstructionKind.Add;

    /// <summary>The stage, image or named context of <c>--from</c> as written; null for the build context.</summary>
    public string? From => Flag("from")?.Value;
}

/// <summary><c>EXPOSE</c>, <c>VOLUME</c> and other instructions that are a list of words.</summary>
internal sealed class WordsInstruction(InstructionParts parts, ImmutableArray<Word> words, bool isJson) : Instruction(parts)
{
    /// <summary>The words in order.</summary>
    public ImmutableArray<Word> Words { get; } = words;

    /// <summary>True when they are a JSON array.</summary>
    public bool IsJson { get; } = isJson;
}

/// <summary><c>USER</c>, <c>WORKDIR</c>, <c>STOPSIGNAL</c> and <c>MAINTAINER</c>: the rest of the line is one value.</summary>
internal sealed class ValueInstruction(InstructionParts parts, Word? value) : Instruction(parts)
{
    /// <summary>The value as written; null when it is missing.</summary>
    public Word? Value { get; } = value;
}

/// <summary><c>SHELL ["program", "argument"]</c>.</summary>
internal sealed class ShellInstruction(InstructionParts parts, ImmutableArray<Word> words) : Instruction(parts)
{
    /// <summary>Program and arguments; empty when they could not be read.</summary>
    public ImmutableArray<Word> Words { get; } = words;
}

/// <summary><c>ONBUILD instruction</c>.</summary>
internal sealed class OnbuildInstruction(InstructionParts parts, Instruction? trigger) : Instruction(parts)
{
    /// <summary>What a build on top of this image runs; null when it is missing.</summary>
    public Instruction? Trigger { get; } = trigger;
}
