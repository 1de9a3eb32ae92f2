using System.Text;

namespace PipelineGuard.Packages;

/// <summary>Reads os-release files (freedesktop.org, os-release(5)): shell assignments, each on a line, without any expansion.</summary>
internal static class OsRelease
{
    // Longer values are no identification of anything.
    private const int MaxLength = 256;

    /// <summary>The distribution; null when the file has no <c>ID</c>. Of a repeated key the last counts, as in a shell.</summary>
    public static Distribution? Parse(ReadOnlySpan<char> text)
    {
        string id = "", version = "";
        string? name = null, codename = null;
        foreach (var rawLine in text.EnumerateLines())
        {
            var line = rawLine.Trim();
            if (line.IsEmpty || line[0] == '#' || line.IndexOf('=') is not (> 0 and var equals)) continue;
            var value = Unquote(line[(equals + 1)..]);
            if (value.Length > MaxLength) continue;
            switch (line[..equals])
            {
                case "ID": id = value.ToLowerInvariant(); break;
                case "VERSION_ID": version = value; break;
                case "PRETTY_NAME": name = value; break;
                case "VERSION_CODENAME": codename = value; break;
            }
        }
        return id.Length == 0 ? null : Describe(id, version, name, codename);
    }

    private static Distribution Describe(string id, string version, string? name, string? codename)
    {
        var distribution = new Distribution(id, version) { Codename = string.IsNullOrEmpty(codename) ? null : codename };
        return string.IsNullOrEmpty(name) ? distribution : distribution with { PrettyName = name };
    }

    // In single quotes everything stands for itself, else a backslash protects the next character; quoted parts may follow one another.
    private static string Unquote(ReadOnlySpan<char> text)
    {
        var value = new StringBuilder(Math.Min(text.Length, MaxLength + 1));
        char quote = '\0';
        for (int i = 0; i < text.Length && value.Length <= MaxLength; i++)
        {
            char c = text[i];
            if (quote == '\0' && c is '"' or '\'') quote = c;
            else if (c == quote) quote = '\0';
            else if (quote == '\0' && char.IsWhiteSpace(c)) break;
            else if (c == '\\' && quote != '\'' && i + 1 < text.Length && IsEscapable(text[i + 1], quote)) value.Append(text[++i]);
            else value.Append(c);
        }
        return value.ToString();
    }

    // POSIX shell, §2.2.3: in double quotes only these lose their meaning behind a backslash.
    private static bool IsEscapable(char c, char quote) => quote == '\0' || c is '$' or '"' or '\\' or '`';
}
