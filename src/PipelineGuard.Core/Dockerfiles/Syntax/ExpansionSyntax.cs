namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>Looks for <c>${…}</c> that builders refuse (Dockerfile reference, "Environment replacement"); what such a text would give is not its concern.</summary>
internal static class ExpansionSyntax
{
    // Deeper ones are left alone.
    private const int Deepest = 64;

    /// <summary>What is wrong with the first bad expansion of a word, as a sentence; null when nothing is. Quotes must be closed.</summary>
    public static string? MistakeIn(ReadOnlySpan<char> text, char escape)
    {
        // One bit for each open brace: whether double quotes are open within it. Each brace begins anew.
        ulong quotes = 0;
        int depth = 0;
        for (int at = 0; at < text.Length; at++)
        {
            char c = text[at];
            if (c == escape) at++;
            else if (c == '"') quotes ^= 1;
            else if (c == '\'' && (quotes & 1) == 0) at = SkipTo('\'', text, at);
            else if (c == '}' && depth > 0 && (quotes & 1) == 0) (depth, quotes) = (depth - 1, quotes >> 1);
            else if (c == '$' && at + 1 < text.Length && text[at + 1] == '{')
            {
                if (MistakeAtStart(text[(at + 2)..]) is { } mistake) return mistake;
                if (++depth == Deepest) return null;
                quotes <<= 1;
                at++;
            }
        }
        return depth > 0 ? "'}' is missing behind '${'." : null;
    }

    private static int SkipTo(char quote, ReadOnlySpan<char> text, int at) => text[(at + 1)..].IndexOf(quote) is var end and >= 0 ? at + 1 + end : text.Length;

    private static string? MistakeAtStart(ReadOnlySpan<char> inner)
    {
        int name = 0;
        while (name < inner.Length && (char.IsAsciiLetterOrDigit(inner[name]) || inner[name] == '_')) name++;
        // "$#" and the like name an argument of a shell.
        if (name == 0 && inner.Length > 0 && inner[0] is '@' or '*' or '#' or '?' or '-' or '!') name = 1;
        if (name == inner.Length) return "'}' is missing behind '${'.";
        if (name == 0) return "'${' needs the name of a variable.";
        return inner[name] switch
        {
            '}' or '-' or '+' or '?' or '#' or '%' or '/' => null,
            ':' when name + 1 < inner.Length && inner[name + 1] is '-' or '+' or '?' => null,
            var sign => $"Builders know no {SyntaxProblems.Quote([sign])} behind the name in '${{{inner[..Math.Min(name, 40)]}…}}'.",
        };
    }
}
