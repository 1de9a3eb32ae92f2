namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>A <c>$name</c> or <c>${name…}</c> in a word that the builder expands.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Operator">What stands behind the name in braces, such as <c>:-</c> or <c>?</c>; empty when nothing does.</param>
internal sealed record VariableUse(string Name, string Operator)
{
    /// <summary>True when the text says what to do without a value: a default, an alternative, or an error.</summary>
    public bool CopesWithoutValue => Operator is [':', ..] or "-" or "+" or "?";

    /// <summary>The variables that a word uses, those in defaults included; quotes and escapes count as in <see cref="WordExpander"/>.</summary>
    public static List<VariableUse> In(string text, char escape)
    {
        var uses = new List<VariableUse>();
        bool doubleQuoted = false;
        for (int at = 0; at < text.Length; at++)
        {
            char c = text[at];
            if (c == escape) at++;
            else if (c == '"') doubleQuoted = !doubleQuoted;
            else if (c == '\'' && !doubleQuoted) at = text.IndexOf('\'', at + 1) is var end and >= 0 ? end : text.Length;
            else if (c == '$' && Read(text, at + 1) is { } use) uses.Add(use);
        }
        return uses;
    }

    private static VariableUse? Read(string text, int at)
    {
        bool braced = at < text.Length && text[at] == '{';
        int start = braced ? at + 1 : at, end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) end++;
        if (end == start || char.IsAsciiDigit(text[start])) return null;
        var name = text[start..end];
        if (!braced || end >= text.Length || text[end] == '}') return new(name, "");
        int length = text[end] == ':' && end + 1 < text.Length ? 2 : 1;
        return new(name, text.Substring(end, length));
    }
}
