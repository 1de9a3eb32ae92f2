using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>Reads the <c>name=value</c> words of <c>ENV</c>, <c>LABEL</c> and <c>ARG</c>.</summary>
internal static class PairReader
{
    /// <summary>Reads the pairs of <c>ENV</c> and <c>LABEL</c>; a first word without an equals sign means the old form <c>name value</c>.</summary>
    public static (ImmutableArray<Pair> Pairs, bool IsLegacy) Read(InstructionParts parts, SyntaxProblems problems)
    {
        var text = parts.Arguments;
        var words = WordReader.OutsideQuotes(text.Text, parts.Escape);
        if (words.Count == 0) return ([], false);
        if (!text.Text.AsSpan(words[0].Start, words[0].End - words[0].Start).Contains('=')) return (Legacy(text, words, problems), true);

        var pairs = ImmutableArray.CreateBuilder<Pair>(words.Count);
        foreach (var (start, end) in words)
        {
            var pair = Split(text, start, end);
            if (pair.Value is null) problems.Add(pair.Span, $"{SyntaxProblems.Quote(pair.Name)} needs an equals sign and a value.");
            else pairs.Add(pair);
        }
        return (pairs.DrainToImmutable(), false);
    }

    /// <summary>Reads the names of <c>ARG</c>, of which each may have a default.</summary>
    public static ImmutableArray<Pair> ReadArguments(InstructionParts parts) =>
        [.. WordReader.OutsideQuotes(parts.Arguments.Text, parts.Escape).Select(word => Split(parts.Arguments, word.Start, word.End))];

    private static ImmutableArray<Pair> Legacy(MappedText text, List<(int Start, int End)> words, SyntaxProblems problems)
    {
        var (start, end) = words[0];
        if (words.Count > 1) return [Make(text, start, end, words[1].Start, text.Length)];
        problems.Add(text.ToSource(start, end), $"{SyntaxProblems.Quote(text.Text.AsSpan(start, end - start))} has no value.");
        return [];
    }

    private static Pair Split(MappedText text, int start, int end)
    {
        int equals = text.Text.IndexOf('=', start, end - start);
        return equals < 0 ? Make(text, start, end, -1, end) : Make(text, start, equals, equals + 1, end);
    }

    private static Pair Make(MappedText text, int start, int nameEnd, int valueStart, int end) =>
        new(Unquote(text.Text[start..nameEnd]), valueStart < 0 ? null : Word.Of(text, valueStart, end), text.ToSource(start, end))
        {
            NameSpan = text.ToSource(start, nameEnd),
        };

    private static string Unquote(string name) =>
        name is ['"', .., '"'] or ['\'', .., '\''] ? name[1..^1] : name;
}
