using System.Collections.Immutable;
using System.Globalization;

namespace PipelineGuard.Policy.Reading;

/// <summary>Collects the mistakes of one file, in the order of the file.</summary>
/// <param name="file">The file as shown to users.</param>
internal sealed class PolicyErrors(string file)
{
    // Nobody reads further, and a hostile file could hold a mistake in every third byte.
    private const int Most = 100;
    private const int LongestQuote = 60;
    private readonly List<PolicyError> _errors = [];

    /// <summary>The file as shown to users.</summary>
    public string File => file;

    /// <summary>All mistakes by place.</summary>
    public ImmutableArray<PolicyError> All => [.. _errors.OrderBy(error => error.Line).ThenBy(error => error.Column)];

    /// <summary>Notes a mistake at the start of a node.</summary>
    public void Add(YamlNode at, string message) => Add(at.Line, at.Column, message);

    /// <summary>Notes a mistake.</summary>
    public void Add(int line, int column, string message)
    {
        if (_errors.Count < Most) _errors.Add(new(file, line, column, message));
        else if (_errors.Count == Most) _errors.Add(new(file, int.MaxValue, 1, $"more than {Most} mistakes: the others are not listed."));
    }

    /// <summary>A text of the file in quotes, cut to a readable length and without characters that could play tricks on a terminal.</summary>
    public static string Quote(string text)
    {
        var start = text.Length <= LongestQuote ? text : string.Concat(text.AsSpan(0, LongestQuote), "…");
        return $"'{string.Concat(start.Select(c => IsTrick(c) ? '\uFFFD' : c))}'";
    }

    // Control characters move the cursor, format characters turn the direction of writing.
    private static bool IsTrick(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
