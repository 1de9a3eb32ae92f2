using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PipelineGuard.Secrets.Matching;

/// <summary>
/// What a token looks like, in a line that people can read: <c>ghp_{alnum:30}{crc62:6}</c>. Braces hold a class of characters and how many of them
/// (<c>{hex:32}</c>, <c>{[a-z.]:3-20}</c>), or words of which one stands there (<c>{live|test}</c>); everything else stands for itself.
/// </summary>
internal sealed class SecretShape
{
    private static readonly System.Buffers.SearchValues<char> Counting = System.Buffers.SearchValues.Create("0123456789-");

    private SecretShape(string text, ImmutableArray<ShapePart> parts) => (Text, Parts) = (text, parts);

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>Its parts, in order.</summary>
    public ImmutableArray<ShapePart> Parts { get; }

    /// <summary>The most characters it can have.</summary>
    public int MaxLength => Parts.Sum(part => part.Max);

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">A brace or a class is wrong: a mistake in a table of ours.</exception>
    public static SecretShape Parse(string text)
    {
        var parts = ImmutableArray.CreateBuilder<ShapePart>();
        for (int at = 0; at < text.Length;)
        {
            int brace = text.IndexOf('{', at);
            if (brace != at)
            {
                int end = brace < 0 ? text.Length : brace;
                parts.Add(ShapePart.Of(text[at..end]));
                at = end;
                continue;
            }
            int close = text.IndexOf('}', at);
            if (close < 0) throw new FormatException($"'{text}' has a brace that does not close.");
            parts.Add(ParsePart(text[(at + 1)..close]));
            at = close + 1;
        }
        return new(text, parts.ToImmutable());
    }

    /// <summary>The shape as an expression that runs in linear time.</summary>
    public string ToPattern() => string.Concat(Parts.Select(part => part.ToPattern()));

    private static ShapePart ParsePart(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon < 0 || text.AsSpan(colon + 1).ContainsAnyExcept(Counting)) return ShapePart.OneOf([.. text.Split('|')]);
        var (name, count) = (text[..colon], text[(colon + 1)..].Split('-'));
        int min = int.Parse(count[0], NumberStyles.None, CultureInfo.InvariantCulture);
        int max = count.Length == 1 ? min : int.Parse(count[1], NumberStyles.None, CultureInfo.InvariantCulture);
        return ShapePart.Repeat(name, CharacterClasses.Find(name), min, max);
    }
}

/// <summary>A part of a shape: words of which one stands there, or characters of a class.</summary>
/// <param name="Words">One word is a literal; empty for a class.</param>
/// <param name="Name">The name of the class; empty for words.</param>
/// <param name="Class">The class, as it stands between the brackets of an expression; empty for words.</param>
/// <param name="Min">Fewest characters.</param>
/// <param name="Max">Most characters.</param>
internal sealed record ShapePart(ImmutableArray<string> Words, string Name, string Class, int Min, int Max)
{
    /// <summary>True when one text stands there and no other.</summary>
    public bool IsLiteral => Words.Length == 1;

    public static ShapePart Of(string literal) => new([literal], "", "", literal.Length, literal.Length);

    public static ShapePart OneOf(ImmutableArray<string> words) => new(words, "", "", words.Min(word => word.Length), words.Max(word => word.Length));

    public static ShapePart Repeat(string name, string characters, int min, int max) => new([], name, characters, min, max);

    /// <summary>This part as an expression.</summary>
    public string ToPattern()
    {
        if (IsLiteral) return Escape(Words[0]);
        if (!Words.IsEmpty) return $"(?:{string.Join('|', Words.Select(Escape))})";
        var text = new StringBuilder().Append('[').Append(Class).Append(']').Append('{').Append(Min);
        if (Max != Min) text.Append(',').Append(Max);
        return text.Append('}').ToString();
    }

    private static string Escape(string text) => Regex.Escape(text);
}
