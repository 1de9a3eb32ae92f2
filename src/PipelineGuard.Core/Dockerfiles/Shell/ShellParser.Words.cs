using System.Text;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Shell;

/// <content>Words: quotes, escapes, expansions.</content>
internal sealed partial class ShellParser
{
    /// <summary>A word while it is read.</summary>
    private sealed class WordParts
    {
        public StringBuilder Shape { get; } = new();

        public List<ShellExpansion> Expansions { get; } = [];

        public bool IsQuoted { get; set; }

        public bool IsPattern { get; set; }
    }

    private ShellWord? ReadWord()
    {
        int start = _at;
        while (_at < _end && IsPlain(_text[_at])) _at++;
        if (AtEnd || IsBlank(Current) || (IsMeta(Current) && !BeginsProcess() && !BeginsExtendedPattern(start)))
            return _at == start ? null : PlainWord(start);
        var word = new WordParts();
        word.Shape.Append(_text, start, _at - start);
        while (_at < _end && ReadWordPart(word, start))
        {
        }
        return MakeWord(word, start);
    }

    // Within [[ … ]] a word may also be one of the signs that elsewhere end it.
    private ShellWord? ReadTestWord()
    {
        if (ReadWord() is { } word) return word;
        if (AtEnd || !IsMeta(Current) || Current == ';') return null;
        int start = _at++;
        if (!AtEnd && Current == _text[start] && Current is '&' or '|') _at++;
        return PlainWord(start);
    }

    private ShellWord PlainWord(int start)
    {
        var text = RepeatedText.Of(_text.AsSpan(start, _at - start));
        return new(text, text, _source.ToSource(start, _at)) { Place = (start, _at) };
    }

    // The output of a command in a script within a script.
    private void ReadOutput(WordParts word)
    {
        int start = _at++;
        Expand(word, ShellExpansionKind.Variable, "", "", quoted: true, start);
    }

    private ShellWord? MakeWord(WordParts word, int start) => _at == start ? null : new(_text[start.._at], word.Shape.ToString(), _source.ToSource(start, _at))
    {
        Place = (start, _at),
        Expansions = [.. word.Expansions],
        IsQuoted = word.IsQuoted,
        IsPattern = word.IsPattern,
    };

    private static bool IsPlain(char c) => !IsBlank(c) && !IsMeta(c) && c is not ('\\' or '\'' or '"' or '$' or '`' or '*' or '?' or '[' or Scope.Unknown);

    private bool ReadWordPart(WordParts word, int start)
    {
        char c = Current;
        switch (c)
        {
            case '\\': ReadEscape(word); break;
            case '\'': ReadSingleQuoted(word); break;
            case '"': ReadDoubleQuoted(word); break;
            case '$': ReadDollar(word, quoted: false); break;
            case '`': ReadBackticks(word, quoted: false); break;
            case Scope.Unknown: ReadOutput(word); break;
            case '<' or '>' when BeginsProcess(): ReadSubstitution(word, 2, quoted: false); break;
            case '(' when BeginsExtendedPattern(start): ReadExtendedPattern(word); break;
            default:
                if (IsBlank(c) || IsMeta(c)) return false;
                word.IsPattern |= c is '*' or '?' or '[';
                word.Shape.Append(c);
                _at++;
                break;
        }
        return true;
    }

    // <(command) and >(command)
    private bool BeginsProcess() => Current is '<' or '>' && _at + 1 < _end && _text[_at + 1] == '(';

    // @(a|b) and its like
    private bool BeginsExtendedPattern(int start) => Current == '(' && _at > start && _text[_at - 1] is '@' or '!' or '?' or '*' or '+';

    private void ReadExtendedPattern(WordParts word)
    {
        int start = _at;
        int depth = 0;
        do
        {
            if (Current == '(') depth++;
            else if (Current == ')') depth--;
            _at++;
        }
        while (depth > 0 && !AtEnd);
        word.IsPattern = true;
        word.Shape.Append(_text, start, _at - start);
    }

    private void ReadEscape(WordParts word)
    {
        bool continues = At("\\\n");
        if (!continues && _at + 1 < _end) word.Shape.Append(_text[_at + 1]);
        if (!continues) word.IsQuoted = true;
        _at = Math.Min(_at + 2, _end);
    }

    private void ReadSingleQuoted(WordParts word)
    {
        int start = _at;
        int end = _at + 1 < _end ? _text.IndexOf('\'', _at + 1, _end - _at - 1) : -1;
        if (end < 0) OpenQuote(start);
        word.IsQuoted = true;
        word.Shape.Append(_text, start + 1, (end < 0 ? _end : end) - start - 1);
        _at = end < 0 ? _end : end + 1;
    }

    private void OpenQuote(int start) => Report(start, start + 1, $"Quote {_text[start]} is not closed.");

    private void ReadDoubleQuoted(WordParts word)
    {
        int start = _at++;
        word.IsQuoted = true;
        while (!AtEnd && Current != '"')
        {
            char c = Current;
            if (c == '$') ReadDollar(word, quoted: true);
            else if (c == '`') ReadBackticks(word, quoted: true);
            else if (c == '\\' && _at + 1 < _end && _text[_at + 1] is '"' or '\\' or '$' or '`' or '\n') ReadEscape(word);
            else
            {
                word.Shape.Append(c);
                _at++;
            }
        }
        if (AtEnd) OpenQuote(start);
        else _at++;
    }

    private void ReadDollar(WordParts word, bool quoted)
    {
        int start = _at;
        char next = _at + 1 < _end ? _text[_at + 1] : '\0';
        if (next == '(') ReadDollarParenthesis(word, quoted);
        else if (next == '{') ReadBraced(word, quoted);
        else if (next == '\'' && !quoted) ReadAnsiQuoted(word);
        else if (next == '"' && !quoted) _at++;
        else if (NameLength(_at + 1) is var length and > 0)
        {
            _at += 1 + length;
            Expand(word, ShellExpansionKind.Variable, _text.Substring(start + 1, length), "", quoted, start);
        }
        else
        {
            word.Shape.Append('$');
            _at++;
        }
    }

    private int NameLength(int at)
    {
        int start = at;
        while (at < _end && (char.IsAsciiLetterOrDigit(_text[at]) || _text[at] == '_') && !(at == start && char.IsAsciiDigit(_text[at]))) at++;
        if (at > start) return at - start;
        return at < _end && (char.IsAsciiDigit(_text[at]) || _text[at] is '@' or '*' or '#' or '?' or '-' or '$' or '!') ? 1 : 0;
    }

    private void Expand(WordParts word, ShellExpansionKind kind, string name, string operation, bool quoted, int start)
    {
        if (word.Shape.Length == 0 || word.Shape[^1] != Scope.Unknown) word.Shape.Append(Scope.Unknown);
        word.Expansions.Add(new(kind, name, operation, quoted, _source.ToSource(start, _at)) { Place = (start, _at) });
    }

    private void ReadDollarParenthesis(WordParts word, bool quoted)
    {
        int start = _at;
        if (At("$(("))
        {
            _at += 2;
            if (SkipArithmetic(start))
            {
                Expand(word, ShellExpansionKind.Arithmetic, "", "", quoted, start);
                return;
            }
            _at = start;
        }
        ReadSubstitution(word, 2, quoted);
    }

    private void ReadSubstitution(WordParts word, int introducer, bool quoted)
    {
        int start = _at;
        _at += introducer;
        ReadInnerList(Stop.Parenthesis);
        Close(')', start);
        Expand(word, ShellExpansionKind.Command, "", "", quoted, start);
    }

    private void ReadInnerList(Stop stop)
    {
        if (_depth >= Deepest)
        {
            TooDeep();
            return;
        }
        _depth++;
        var (options, pipeline) = (_options, _pipeline);
        ReadList(new(ShellRole.Substitution, null, pipeline), stop);
        (_options, _pipeline) = (options, pipeline);
        _depth--;
    }

    // The text up to the closing backtick is read in place. Backticks within backticks are escaped ones; nobody should use them.
    private void ReadBackticks(WordParts word, bool quoted)
    {
        int start = _at++;
        int close = _at;
        while (close < _end && _text[close] != '`') close += _text[close] == '\\' ? 2 : 1;
        if (close >= _end)
        {
            OpenQuote(start);
            _at = _end;
        }
        else
        {
            int end = _end;
            _end = close;
            ReadInnerList(Stop.None);
            _end = end;
            _at = close + 1;
        }
        Expand(word, ShellExpansionKind.Command, "", "", quoted, start);
    }

    // $'…' with the escapes of C; its value is taken as it is written.
    private void ReadAnsiQuoted(WordParts word)
    {
        int start = _at + 1;
        _at += 2;
        int body = _at;
        while (!AtEnd && Current != '\'') _at += Current == '\\' ? 2 : 1;
        _at = Math.Min(_at, _end);
        word.IsQuoted = true;
        word.Shape.Append(_text, body, _at - body);
        if (AtEnd) OpenQuote(start);
        else _at++;
    }

    private static readonly string[] Operators = [":-", ":=", ":?", ":+", "-", "=", "?", "+", "##", "#", "%%", "%", "//", "/", "^^", "^", ",,", ",", ":", "@", "["];

    // ${name}, ${name:-word}, ${#name}: expansions in the word behind the operator belong to the word around it.
    private void ReadBraced(WordParts word, bool quoted)
    {
        int start = _at;
        _at += 2;
        if (Current is '#' or '!' && NameLength(_at + 1) > 0) _at++;
        int length = NameLength(_at);
        var name = _text.Substring(_at, length);
        _at += length;
        var operation = Operators.FirstOrDefault(At) ?? "";
        _at += operation.Length;

        var rest = new WordParts();
        if (_depth >= Deepest) TooDeep();
        _depth++;
        while (!AtEnd && Current != '}') ReadBracedPart(rest, quoted);
        _depth--;
        if (AtEnd) Report(start, start + 1, "The shell misses '}'.");
        else _at++;
        Expand(word, ShellExpansionKind.Variable, name, operation, quoted, start);
        word.Expansions.AddRange(rest.Expansions);
    }

    private void ReadBracedPart(WordParts rest, bool quoted)
    {
        switch (Current)
        {
            case '\\': ReadEscape(rest); break;
            case '\'' when !quoted: ReadSingleQuoted(rest); break;
            case '"': ReadDoubleQuoted(rest); break;
            case '$': ReadDollar(rest, quoted); break;
            case '`': ReadBackticks(rest, quoted); break;
            default: _at++; break;
        }
    }
}
