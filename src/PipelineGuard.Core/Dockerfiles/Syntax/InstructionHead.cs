using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>A logical line split into keyword, options and the rest.</summary>
internal sealed record InstructionHead(InstructionKind Kind, Word Keyword, ImmutableArray<Flag> Flags, MappedText Arguments)
{
    /// <summary>Splits a line; an empty one has an empty keyword.</summary>
    public static InstructionHead Read(MappedText line, char escape)
    {
        line = line.Slice(0, line.Text.AsSpan().TrimEnd().Length);
        string text = line.Text;
        int start = WordReader.SkipBlanks(text, 0);
        int at = start;
        while (at < text.Length && !char.IsWhiteSpace(text[at])) at++;
        var kind = InstructionKinds.Of(text.AsSpan(start, at - start));
        var keyword = new Word(kind.Spelled(text.AsSpan(start, at - start)), line.ToSource(start, at));

        var flags = ImmutableArray.CreateBuilder<Flag>(0);
        at = WordReader.SkipBlanks(text, at);
        while (text.AsSpan(at).StartsWith("--"))
        {
            int end = ReadFlag(line, at, escape, flags);
            at = WordReader.SkipBlanks(text, end);
        }
        return new(kind, keyword, flags.DrainToImmutable(), line.Slice(at, text.Length));
    }

    // Quotes hold blanks together and are dropped, the escape character takes the next one as it is (BuildKit, split_command.go).
    private static int ReadFlag(MappedText line, int start, char escape, ImmutableArray<Flag>.Builder flags)
    {
        string text = line.Text;
        var plain = new StringBuilder();
        char quote = '\0';
        int at = start;
        for (; at < text.Length && (quote != '\0' || !char.IsWhiteSpace(text[at])); at++)
        {
            char c = text[at];
            if (c == escape && at + 1 < text.Length) plain.Append(text[++at]);
            else if (quote == '\0' && c is '"' or '\'') quote = c;
            else if (c == quote) quote = '\0';
            else plain.Append(c);
        }
        // "--" alone ends the options.
        if (plain.Length > 2) flags.Add(Make(plain.ToString(2, plain.Length - 2), line.ToSource(start, at)));
        return at;
    }

    private static Flag Make(string text, TextSpan span) => text.IndexOf('=', StringComparison.Ordinal) switch
    {
        < 0 => new(text, null, span),
        var equals => new(text[..equals], text[(equals + 1)..], span),
    };
}
