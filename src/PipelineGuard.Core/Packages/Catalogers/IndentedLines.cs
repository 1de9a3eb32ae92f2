using System.Text;

namespace PipelineGuard.Packages.Catalogers;

/// <summary>
/// Walks the lines <c>key: value</c> of lock files that tools write in the block style of YAML, always in the same way. It is no
/// reader of YAML: it knows no anchors, no flow collections and no folded text, and so no way to make it work hard either.
/// </summary>
/// <param name="text">The file, UTF-8.</param>
internal ref struct IndentedLines(ReadOnlySpan<byte> text)
{
    private Utf8Lines _lines = new(text);

    /// <summary>Spaces in front of the key.</summary>
    public int Indent { get; private set; }

    /// <summary>The key without quotes.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The value without quotes; empty when a block follows.</summary>
    public string Value { get; private set; } = "";

    /// <summary>The number of the current line, counted from 1.</summary>
    public readonly int Line => _lines.Number;

    /// <summary>Goes to the next line with a key; false after the last. Comments, list items and everything else are passed over.</summary>
    public bool Next()
    {
        while (_lines.Next(out var line))
        {
            var content = line.TrimStart((byte)' ');
            if (content.IsEmpty || content[0] is (byte)'#' or (byte)'-' or (byte)'\t' || content.Length > 8192) continue;
            Indent = line.Length - content.Length;
            if (Split(Encoding.UTF8.GetString(content).TrimEnd())) return true;
        }
        return false;
    }

    private bool Split(string content)
    {
        if (content.Length == 0) return false;
        int end = content[0] is '"' or '\'' ? content.IndexOf(content[0], 1) + 1 : KeyEnd(content);
        if (end <= 0 || end >= content.Length || content[end] != ':') return false;
        Key = Unquote(content[..end]);
        Value = Unquote(content[(end + 1)..].Trim());
        return true;
    }

    // "a: b" or "a:" at the end of the line; a colon inside a word is part of it.
    private static int KeyEnd(string content)
    {
        int colon = content.IndexOf(": ", StringComparison.Ordinal);
        return colon >= 0 ? colon : content.EndsWith(':') ? content.Length - 1 : -1;
    }

    private static string Unquote(string text) => text is ['"', _, .., '"'] or ['\'', _, .., '\''] ? text[1..^1] : text is "\"\"" or "''" ? "" : text;
}
