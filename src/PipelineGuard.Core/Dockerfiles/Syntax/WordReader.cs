using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>Splits the arguments of an instruction into words, the ways BuildKit does.</summary>
internal static class WordReader
{
    /// <summary>At white space, whatever the quotes: <c>FROM</c>, <c>COPY</c>, <c>EXPOSE</c>.</summary>
    public static ImmutableArray<Word> AtBlanks(MappedText text)
    {
        var words = ImmutableArray.CreateBuilder<Word>();
        for (int at = SkipBlanks(text.Text, 0); at < text.Length; at = SkipBlanks(text.Text, at))
        {
            int start = at;
            while (at < text.Length && !char.IsWhiteSpace(text.Text[at])) at++;
            words.Add(Word.Of(text, start, at));
        }
        return words.DrainToImmutable();
    }

    /// <summary>At white space outside of quotes: <c>ENV</c>, <c>LABEL</c>, <c>ARG</c>, the announcements of heredocs.</summary>
    public static List<(int Start, int End)> OutsideQuotes(string text, char escape)
    {
        var words = new List<(int, int)>();
        for (int at = SkipBlanks(text, 0); at < text.Length; at = SkipBlanks(text, at))
        {
            int start = at;
            at = EndOfWord(text, at, escape);
            words.Add((start, at));
        }
        return words;
    }

    /// <summary>The position of the quote that is not closed; null when all are.</summary>
    public static int? OpenQuote(ReadOnlySpan<char> text, char escape)
    {
        char quote = '\0';
        int opened = 0;
        for (int at = 0; at < text.Length; at++)
        {
            char c = text[at];
            if (c == escape && quote != '\'') at++;
            else if (quote == '\0' && c is '"' or '\'') (quote, opened) = (c, at);
            else if (c == quote) quote = '\0';
        }
        return quote == '\0' ? null : opened;
    }

    /// <summary>The first position from here that is no white space.</summary>
    public static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at;
    }

    private static int EndOfWord(string text, int at, char escape)
    {
        char quote = '\0';
        for (; at < text.Length; at++)
        {
            char c = text[at];
            if (quote == '\0' && char.IsWhiteSpace(c)) break;
            if (c == escape && quote != '\'') at++;
            else if (quote == '\0' && c is '"' or '\'') quote = c;
            else if (c == quote) quote = '\0';
        }
        return Math.Min(at, text.Length);
    }
}
