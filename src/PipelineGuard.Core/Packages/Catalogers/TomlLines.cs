using System.Text;

namespace PipelineGuard.Packages.Catalogers;

/// <summary>
/// Walks the tables and the <c>key = value</c> lines of lock files written in TOML 1.0. Lock files use a small part of the language;
/// values stay text, arrays over several lines are joined, and a value without end stops at a limit.
/// </summary>
/// <param name="text">The file, UTF-8.</param>
internal ref struct TomlLines(ReadOnlySpan<byte> text)
{
    private const int MaxValueLength = 1 << 20;
    private Utf8Lines _lines = new(text);

    /// <summary>The table that the current line starts or stands in: <c>package</c>, <c>package.dependencies</c>; empty in front of the first.</summary>
    public string Table { get; private set; } = "";

    /// <summary>The key; empty when the line starts a table.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The value as written: <c>"1.0"</c>, <c>["a", "b"]</c>, <c>{ name = "a" }</c>.</summary>
    public string Value { get; private set; } = "";

    /// <summary>The number of the current line, counted from 1.</summary>
    public readonly int Line => _lines.Number;

    /// <summary>True once a value had no end: the file is cut short, or made to look endless.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>Goes to the next table or key; false after the last.</summary>
    public bool Next()
    {
        while (_lines.Next(out var bytes))
        {
            var line = Text(bytes);
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '[')
            {
                (Table, Key, Value) = (line.Trim('[', ']', ' '), "", "");
                return true;
            }
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) continue;
            Key = line[..equals].Trim().Trim('"');
            Value = WholeValue(line[(equals + 1)..].Trim());
            return true;
        }
        return false;
    }

    /// <summary>The text of a string value; null when it is none.</summary>
    public static string? String(string value)
    {
        if (value is not ['"' or '\'', ..]) return null;
        int end = value.IndexOf(value[0], 1);
        return end < 0 ? null : value[1..end];
    }

    /// <summary>All strings inside an array or an inline table.</summary>
    public static IEnumerable<string> Strings(string value)
    {
        for (int at = 0; at < value.Length; at++)
        {
            if (value[at] is not ('"' or '\'')) continue;
            int end = value.IndexOf(value[at], at + 1);
            if (end < 0) yield break;
            yield return value[(at + 1)..end];
            at = end;
        }
    }

    /// <summary>The strings behind one key of the inline tables in a value: <c>a</c> and <c>b</c> for <c>[{ name = "a" }, { name = "b" }]</c>.</summary>
    public static IEnumerable<string> Named(string value, string key)
    {
        for (int at = 0; (at = value.IndexOf(key, at, StringComparison.Ordinal)) >= 0;)
        {
            bool isKey = at == 0 || value[at - 1] is '{' or ' ' or ',';
            at += key.Length;
            var rest = value.AsSpan(at).TrimStart();
            if (isKey && rest is ['=', ..] && String(rest[1..].TrimStart().ToString().Split('}', 2)[0]) is { } found) yield return found;
        }
    }

    private string WholeValue(string start)
    {
        if (start is not ['[' or '{', ..] || Depth(start) <= 0) return start;
        var value = new StringBuilder(start);
        int depth = Depth(start);
        while (depth > 0 && value.Length < MaxValueLength && _lines.Next(out var bytes))
        {
            var line = Text(bytes);
            if (line is ['#', ..]) continue;
            depth += Depth(line);
            value.Append(' ').Append(line);
        }
        IsCutShort |= depth > 0;
        return value.ToString();
    }

    private static string Text(ReadOnlySpan<byte> line) => Encoding.UTF8.GetString(line.Length > MaxValueLength ? line[..MaxValueLength] : line).Trim();

    // How many more brackets are opened than closed, outside strings.
    private static int Depth(string line)
    {
        int depth = 0;
        char quote = '\0';
        foreach (var c in line)
        {
            if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'') quote = c;
            else if (c is '[' or '{') depth++;
            else if (c is ']' or '}') depth--;
            else if (c == '#') break;
        }
        return depth;
    }
}
