namespace PipelineGuard.Packages.Catalogers;

/// <summary>Walks the lines of a UTF-8 text without copying them: <c>while (lines.Next(out var line))</c>.</summary>
/// <param name="text">The text; a byte order mark in front is skipped.</param>
internal ref struct Utf8Lines(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text.StartsWith("\uFEFF"u8) ? text[3..] : text;

    /// <summary>The number of the line that was returned last, counted from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line without its end (LF or CRLF); false after the last.</summary>
    public bool Next(out ReadOnlySpan<byte> line)
    {
        line = default;
        if (_rest.IsEmpty) return false;
        Number++;
        int end = _rest.IndexOf((byte)'\n');
        line = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        if (line is [.., (byte)'\r']) line = line[..^1];
        return true;
    }
}
