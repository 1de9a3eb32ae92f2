using System.Collections.Immutable;
using System.Globalization;
using PipelineGuard.Findings;

namespace PipelineGuard.Policy.Reading;

/// <summary>
/// A value of the file on its way to a type. Each method reports a value that does not fit and then returns something harmless: a file
/// with a mistake never becomes a policy.
/// </summary>
internal readonly record struct PolicyValue(YamlNode Node, PolicyErrors Errors)
{
    private const int LongestText = 2_000;
    private const int LongestPattern = 500;

    /// <summary>Where it stands.</summary>
    public Location Place => new(LocationKind.Source, Errors.File) { Line = Node.Line, Column = Node.Column };

    /// <summary>True when it is that word.</summary>
    public bool IsWord(string word) => Node is YamlScalar scalar && scalar.Text == word;

    /// <summary>Its keys and values; none when it is no mapping.</summary>
    public IEnumerable<(YamlScalar Key, PolicyValue Value)> Entries(string what)
    {
        var errors = Errors;
        if (Node is YamlMapping mapping) return mapping.Entries.Select(entry => (entry.Key, new PolicyValue(entry.Value, errors)));
        Refuse($"{what} is written as 'key: value' lines, not as {Said}.");
        return [];
    }

    /// <summary>Its items; none when it is no list.</summary>
    public ImmutableArray<PolicyValue> Items(string what)
    {
        var errors = Errors;
        if (Node is YamlSequence list) return [.. list.Items.Select(item => new PolicyValue(item, errors))];
        Refuse($"{what} is written as a list, [] for none, not as {Said}.");
        return [];
    }

    /// <summary>Its items, at least one, or itself as the only one.</summary>
    public ImmutableArray<PolicyValue> OneOrMore(string what)
    {
        if (Node is not YamlSequence) return [this];
        if (Node is YamlSequence { Items.IsEmpty: true }) Refuse($"{what} must not be an empty list.");
        return Items(what);
    }

    /// <summary>A text with wildcards, short enough to be matched quickly whatever it holds.</summary>
    public string Pattern(string what) => Text(what, LongestPattern);

    /// <summary>A text that is not empty.</summary>
    public string Text(string what, int longest = LongestText)
    {
        if (Node is not YamlScalar { Text: var text } scalar || string.IsNullOrWhiteSpace(text) || IsNull(scalar)) Refuse($"{what} must not be empty.");
        else if (scalar.IsPlain && LooksLikeAnotherType(text)) Refuse($"{what} is a text: put {PolicyErrors.Quote(text)} into quotes.");
        else if (text.Length > longest) Refuse(FormattableString.Invariant($"{what} is longer than {longest} characters."));
        else return text;
        return "";
    }

    /// <summary>A text that may look like a number, as chapters of a standard do.</summary>
    public string Label(string what, int longest)
    {
        if (Node is not YamlScalar { Text: var text } || string.IsNullOrWhiteSpace(text)) Refuse($"{what} must not be empty.");
        else if (text.Length > longest) Refuse(FormattableString.Invariant($"{what} is longer than {longest} characters."));
        else return text;
        return "";
    }

    /// <summary>A whole number.</summary>
    public int Whole(int least, int most)
    {
        if (Node is YamlScalar { IsPlain: true, Text: var text } && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
            return number;
        Refuse(FormattableString.Invariant($"{Said} is no whole number from {least} to {most}."));
        return least;
    }

    /// <summary>A number from 0 to 1.</summary>
    public double Probability()
    {
        if (Node is YamlScalar { IsPlain: true, Text: var text } && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number is >= 0 and <= 1)
            return number;
        Refuse($"{Said} is no number from 0 to 1, such as 0.5.");
        return 0;
    }

    /// <summary><c>true</c> or <c>false</c>; the many other ways of YAML 1.1 are refused, because readers differ about them.</summary>
    public bool Truth()
    {
        if (Node is YamlScalar { IsPlain: true, Text: "true" }) return true;
        if (Node is YamlScalar { IsPlain: true, Text: "false" }) return false;
        Refuse($"{Said} is neither true nor false.");
        return false;
    }

    /// <summary>A day, ISO 8601: <c>2027-01-31</c>.</summary>
    public DateOnly Day()
    {
        if (Node is YamlScalar { Text: var text } && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Refuse($"{Said} is no date; write year-month-day, such as 2027-01-31.");
        return default;
    }

    /// <summary>One of a few words.</summary>
    public T Word<T>(string what, IReadOnlyDictionary<string, T> words)
    {
        if (Node is YamlScalar { Text: var text } && words.TryGetValue(text, out var value)) return value;
        var hint = Node is YamlScalar scalar && NearestWord.To(scalar.Text, words.Keys) is { } near ? $"did you mean '{near}'?" : $"known are {string.Join(", ", words.Keys)}.";
        Refuse($"{Said} is no {what}; {hint}");
        return words.Values.First();
    }

    /// <summary>Reports the value, unless it was refused before.</summary>
    public void Refuse(string message)
    {
        if (Node is not YamlRefused) Errors.Add(Node, message);
    }

    private string Said => Node switch
    {
        YamlScalar { Text.Length: > 0 } scalar => PolicyErrors.Quote(scalar.Text),
        YamlScalar => "an empty value",
        YamlSequence => "a list",
        _ => "a mapping",
    };

    private static bool IsNull(YamlScalar scalar) => scalar is { IsPlain: true, Text: "null" or "Null" or "NULL" or "~" };

    // YAML 1.2.2 §10.3: what an editor with our schema would not take for a text either.
    private static bool LooksLikeAnotherType(string text) =>
        text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE"
        || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
