using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>Makes the node of an instruction from its parts and reports what a builder would refuse.</summary>
internal sealed class InstructionReader(SyntaxProblems problems, DirectiveReader directives)
{
    /// <summary>False for a binary file, of which nearly every line is an unknown instruction.</summary>
    public bool ReportsUnknown { get; init; } = true;

    /// <summary>Reads one instruction; <c>ONBUILD</c> brings a second one.</summary>
    public Instruction Read(InstructionParts parts)
    {
        if (parts.Kind != InstructionKind.Unknown && parts.Arguments.Length == 0)
            problems.Add(parts.Keyword.Span, $"{Name(parts)} needs an argument.");
        // Another frontend may have options of its own.
        if (directives.IsDockers) InstructionOptions.Check(parts, problems);
        return parts.Kind switch
        {
            InstructionKind.From => From(parts),
            InstructionKind.Run => new RunInstruction(parts, ExecForm.TryRead(parts.Arguments)),
            InstructionKind.Cmd or InstructionKind.Entrypoint => new CommandInstruction(parts, parts.Arguments, ExecForm.TryRead(parts.Arguments)),
            InstructionKind.Healthcheck => Healthcheck(parts),
            InstructionKind.Copy or InstructionKind.Add => Copy(parts),
            InstructionKind.Env => Env(parts),
            InstructionKind.Label => Label(parts),
            InstructionKind.Arg => new ArgInstruction(parts, CheckPairs(PairReader.ReadArguments(parts), parts.Escape)),
            InstructionKind.Expose => new WordsInstruction(parts, CheckQuotes(WordReader.AtBlanks(parts.Arguments), parts.Escape), isJson: false),
            InstructionKind.Volume => Volume(parts),
            InstructionKind.User or InstructionKind.Workdir or InstructionKind.Stopsignal => Value(parts, quotes: true),
            InstructionKind.Maintainer => Value(parts, quotes: false),
            InstructionKind.Shell => Shell(parts),
            InstructionKind.Onbuild => Onbuild(parts),
            InstructionKind.Unknown => Unknown(parts),
        };
    }

    private UnknownInstruction Unknown(InstructionParts parts)
    {
        if (ReportsUnknown) problems.Add(parts.Keyword.Span, $"Unknown instruction {SyntaxProblems.Quote(parts.Keyword.Text)}.");
        return new(parts);
    }

    private FromInstruction From(InstructionParts parts)
    {
        var words = WordReader.AtBlanks(parts.Arguments);
        bool named = words is [_, { Text: var join }, _] && join.Equals("as", StringComparison.OrdinalIgnoreCase);
        if (words.Length > 1 && !named)
            problems.Add(TextSpan.FromBounds(words[1].Span.Start, words[^1].Span.End), "FROM takes an image and then nothing, or AS and a name.");
        if (named && !IsStageName(words[2].Text))
            problems.Add(words[2].Span, $"{SyntaxProblems.Quote(words[2].Text)} is no stage name: a letter, then letters, digits, '-', '_' and '.'.");
        if (!words.IsEmpty) CheckQuotes([words[0]], parts.Escape);
        return new(parts, words.IsEmpty ? null : words[0], named ? words[2] : null);
    }

    private static bool IsStageName(string name) =>
        char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private HealthcheckInstruction Healthcheck(InstructionParts parts)
    {
        var head = InstructionHead.Read(parts.Arguments, parts.Escape);
        bool none = head.Keyword.Text.Equals("none", StringComparison.OrdinalIgnoreCase);
        if (none ? head.Arguments.Length > 0 : head.Kind != InstructionKind.Cmd && parts.Arguments.Length > 0)
            problems.Add(head.Keyword.Span, "HEALTHCHECK takes NONE, or CMD and a command.");
        // Options behind CMD belong to the command.
        var command = parts.Arguments.Slice(Math.Min(BehindFirstWord(parts.Arguments.Text), parts.Arguments.Length), parts.Arguments.Length);
        if (head.Kind == InstructionKind.Cmd && command.Length == 0) problems.Add(head.Keyword.Span, "HEALTHCHECK CMD needs a command.");
        return new(parts, none, command, none ? default : ExecForm.TryRead(command));
    }

    private static int BehindFirstWord(string text)
    {
        int at = 0;
        while (at < text.Length && !char.IsWhiteSpace(text[at])) at++;
        return WordReader.SkipBlanks(text, at);
    }

    private CopyInstruction Copy(InstructionParts parts)
    {
        var json = ExecForm.TryRead(parts.Arguments);
        var words = json.IsDefault ? WordReader.AtBlanks(parts.Arguments) : ToWords(json);
        if (words.Length == 1) problems.Add(parts.Span with { Length = parts.Keyword.Span.Length }, $"{Name(parts)} needs a source and a destination.");
        if (words.Length > 1 && parts.Heredocs.Any(heredoc => heredoc.Span == words[^1].Span))
            problems.Add(words[^1].Span, $"{Name(parts)} cannot write to a heredoc: the last word is the destination.");
        return new(parts, CheckQuotes(words, parts.Escape), !json.IsDefault);
    }

    private EnvInstruction Env(InstructionParts parts)
    {
        var (pairs, legacy) = PairReader.Read(parts, problems);
        return new(parts, CheckPairs(pairs, parts.Escape), legacy);
    }

    private LabelInstruction Label(InstructionParts parts)
    {
        var (pairs, legacy) = PairReader.Read(parts, problems);
        return new(parts, CheckPairs(pairs, parts.Escape), legacy);
    }

    private WordsInstruction Volume(InstructionParts parts)
    {
        var json = ExecForm.TryRead(parts.Arguments);
        return new(parts, CheckQuotes(json.IsDefault ? WordReader.AtBlanks(parts.Arguments) : ToWords(json), parts.Escape), !json.IsDefault);
    }

    private ValueInstruction Value(InstructionParts parts, bool quotes)
    {
        if (parts.Arguments.Length == 0) return new(parts, null);
        var word = Word.Of(parts.Arguments, 0, parts.Arguments.Length);
        if (quotes) CheckQuotes([word], parts.Escape);
        return new(parts, word);
    }

    private ShellInstruction Shell(InstructionParts parts)
    {
        var json = ExecForm.TryRead(parts.Arguments);
        if (json.IsDefaultOrEmpty && parts.Arguments.Length > 0)
            problems.Add(parts.Arguments.ToSource(0, parts.Arguments.Length), "SHELL needs a JSON array of strings.");
        return new(parts, json.IsDefault ? [] : ToWords(json));
    }

    private OnbuildInstruction Onbuild(InstructionParts parts)
    {
        if (parts.Arguments.Length == 0) return new(parts, null);
        var head = InstructionHead.Read(parts.Arguments, parts.Escape);
        if (head.Kind is InstructionKind.Onbuild or InstructionKind.From or InstructionKind.Maintainer)
        {
            problems.Add(head.Keyword.Span, $"{SyntaxProblems.Quote(head.Keyword.Text)} is not allowed behind ONBUILD.", SyntaxProblemKind.OnbuildTrigger);
            return new(parts, null);
        }
        var span = TextSpan.FromBounds(head.Keyword.Span.Start, parts.Span.End);
        return new(parts, Read(parts with
        {
            Kind = head.Kind,
            Keyword = head.Keyword,
            Flags = head.Flags,
            Arguments = head.Arguments,
            FullSpan = span,
            Span = span,
        }));
    }

    private ImmutableArray<Pair> CheckPairs(ImmutableArray<Pair> pairs, char escape)
    {
        foreach (var pair in pairs)
        {
            if (pair is { Value: not null, NameSpan.Length: 0 }) problems.Add(pair.Span, "A name is missing in front of the equals sign.");
            if (pair.Value is { } value) CheckQuotes([value], escape);
        }
        return pairs;
    }

    private ImmutableArray<Word> CheckQuotes(ImmutableArray<Word> words, char escape)
    {
        foreach (var word in words)
        {
            if (WordReader.OpenQuote(word.Text, escape) is { } open)
                problems.Add(word.Span, $"Quote {word.Text[open]} is not closed.");
            else if (ExpansionSyntax.MistakeIn(word.Text, escape) is { } mistake)
                problems.Add(word.Span, mistake);
        }
        return words;
    }

    private static ImmutableArray<Word> ToWords(ImmutableArray<MappedText> texts) =>
        [.. texts.Select(text => new Word(text.Text, text.ToSource(0, text.Length)))];

    private static string Name(InstructionParts parts) => parts.Keyword.Text.ToUpperInvariant();
}
