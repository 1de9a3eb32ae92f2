using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Yaml;

/// <summary>Finds for each character of a YAML text where it is written (YAML 1.2.2, chapters 7.3 and 8.1), by reading both side by side.</summary>
internal sealed class ScalarPlaces
{
    private readonly string _raw;
    private readonly string _text;
    private readonly StretchList _stretches = new();
    private ScalarStyle _style;
    private int _indent;
    private int _at;
    private int _done;

    private ScalarPlaces(string raw, string text) => (_raw, _text) = (raw, text);

    private enum ScalarStyle
    {
        Plain,
        SingleQuoted,
        DoubleQuoted,
        Literal,
        Folded,
    }

    /// <summary>Where the text of a value stands. When it is written in a way that cannot be followed, all of it stands where the value begins.</summary>
    /// <param name="file">The YAML file.</param>
    /// <param name="value">A value with a text.</param>
    public static Embedding Of(SourceText file, YamlValue value)
    {
        int start = SkipProperties(file.Text, value.Offset + file.MarkLength);
        var places = new ScalarPlaces(file.Text, value.Text!);
        if (!places.Begin(start) || !places.Align()) return new(file) { Stretches = [new(0, Math.Min(start, file.Text.Length)) { IsPoint = true }] };
        var indent = places._style == ScalarStyle.Literal ? new string(' ', places._indent) : null;
        return new(file) { Indent = indent, Stretches = places._stretches.End(places._done, places._at) };
    }

    // An anchor and a tag stand in front of the value they belong to.
    private static int SkipProperties(string raw, int at)
    {
        while (at < raw.Length && (raw[at] is '&' or '!' || char.IsWhiteSpace(raw[at])))
        {
            bool isProperty = raw[at] is '&' or '!';
            while (isProperty && at < raw.Length && !char.IsWhiteSpace(raw[at])) at++;
            if (!isProperty) at++;
        }
        return at;
    }

    private bool IsBlock => _style is ScalarStyle.Literal or ScalarStyle.Folded;

    private bool Begin(int start)
    {
        if (start >= _raw.Length) return false;
        (_style, _at) = _raw[start] switch
        {
            '|' => (ScalarStyle.Literal, start),
            '>' => (ScalarStyle.Folded, start),
            '"' => (ScalarStyle.DoubleQuoted, start + 1),
            '\'' => (ScalarStyle.SingleQuoted, start + 1),
            _ => (ScalarStyle.Plain, start),
        };
        if (!IsBlock) return true;
        int header = _raw.IndexOf('\n', start);
        if (header < 0 || _text.Length == 0) return false;
        _at = header + 1;
        _indent = IndentOf(_at) - _text.AsSpan().TrimStart('\n').IndexOfAnyExcept(' ');
        return _indent > 0 && SkipIndent();
    }

    // Of the first line that holds something.
    private int IndentOf(int at)
    {
        int line = at;
        for (; at < _raw.Length; at++)
        {
            if (_raw[at] == '\n') line = at + 1;
            else if (_raw[at] is not (' ' or '\r')) break;
        }
        return at - line;
    }

    private bool SkipIndent()
    {
        for (int blanks = 0; blanks < _indent && _at < _raw.Length && _raw[_at] == ' '; blanks++) _at++;
        return true;
    }

    private bool Align()
    {
        while (_done < _text.Length)
        {
            if (_at >= _raw.Length) return IsBlock && _done == _text.Length - 1 && _text[^1] == '\n' && Take(0);
            bool went = LineEnd() is var end and >= 0 ? TakeLineEnd(end)
                : _style == ScalarStyle.DoubleQuoted && _raw[_at] == '\\' ? TakeEscape()
                : _style == ScalarStyle.SingleQuoted && _raw[_at] == '\'' ? TakeQuote()
                : _raw[_at] == _text[_done] && Take(1);
            if (!went) return false;
        }
        return true;
    }

    private bool Take(int length)
    {
        _stretches.Add(_done++, _at);
        _at += length;
        return true;
    }

    // Where the next line begins when nothing else stands on this one; -1 when something does.
    private int LineEnd()
    {
        int at = _at;
        while (!IsBlock && at < _raw.Length && _raw[at] is ' ' or '\t') at++;
        if (at < _raw.Length && _raw[at] == '\r') at++;
        return at < _raw.Length && _raw[at] == '\n' ? at + 1 : -1;
    }

    // A line break is a line break, a blank, or nothing when it is one of several that are folded.
    private bool TakeLineEnd(int next)
    {
        bool isFolded = _style != ScalarStyle.Literal;
        if (_text[_done] == '\n' || (isFolded && _text[_done] == ' '))
        {
            _stretches.Add(_done++, _at);
            _stretches.Cut();
        }
        else if (!isFolded || _done == 0 || _text[_done - 1] != '\n')
        {
            return false;
        }
        _at = next;
        // What follows the last line is not ours.
        if (_done == _text.Length) return true;
        if (IsBlock) return SkipIndent();
        while (_at < _raw.Length && _raw[_at] is ' ' or '\t') _at++;
        return true;
    }

    private bool TakeQuote() => _text[_done] == '\'' && _at + 1 < _raw.Length && _raw[_at + 1] == '\'' && Take(2);

    private bool TakeEscape()
    {
        if (_at + 1 >= _raw.Length) return false;
        if (_raw[_at + 1] is '\n' or '\r') return SkipEscapedLineEnd();
        int digits = _raw[_at + 1] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        bool isPair = digits == 8 && char.IsHighSurrogate(_text[_done]) && _done + 1 < _text.Length;
        int at = _at;
        Take(2 + digits);
        _stretches.Cut();
        if (!isPair) return true;
        _stretches.Add(_done++, at);
        _stretches.Cut();
        return true;
    }

    private bool SkipEscapedLineEnd()
    {
        _at = _raw.IndexOf('\n', _at) + 1;
        while (_at > 0 && _at < _raw.Length && _raw[_at] is ' ' or '\t') _at++;
        return _at > 0;
    }
}
