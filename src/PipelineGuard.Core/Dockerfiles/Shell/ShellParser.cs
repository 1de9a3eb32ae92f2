using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Shell;

/// <summary>
/// Reads a script by recursive descent (POSIX.1-2024 §2.10). Every character is passed once; depth is bounded; what does not fit is
/// reported and skipped. Words are in <c>ShellParser.Words.cs</c>, compounds in <c>ShellParser.Compounds.cs</c>.
/// </summary>
internal sealed partial class ShellParser
{
    /// <summary>How deep compounds, substitutions and scripts within scripts may stand in one another.</summary>
    private const int Deepest = 48;

    private readonly MappedText _source;
    private readonly string _text;
    private readonly ShellOutput _output;
    private readonly ImmutableArray<Heredoc> _given;
    private List<PendingHeredoc>? _pending;
    private CommandParts? _unused;
    private int _givenAt;
    private ShellPipeline? _pipeline;
    private ShellOptions _options;
    private int _at;
    private int _end;
    private int _depth;

    private ShellParser(MappedText source, ShellOptions options, ImmutableArray<Heredoc> heredocs, ShellOutput output, int depth)
    {
        (_source, _text, _options, _output, _depth, _given) = (source, source.Text, options, output, depth, heredocs);
        _end = _text.Length;
    }

    /// <summary>Reads a whole script.</summary>
    /// <param name="source">Its text.</param>
    /// <param name="options">The options with which its shell starts.</param>
    /// <param name="heredocs">The bodies that the Dockerfile holds for its heredocs, in order.</param>
    /// <param name="output">Takes what is found.</param>
    /// <param name="depth">How deep it stands in other scripts.</param>
    /// <param name="owner">The command that runs it; null for a script of its own.</param>
    public static void Parse(
        MappedText source, ShellOptions options, ImmutableArray<Heredoc> heredocs, ShellOutput output, int depth, ShellElement? owner = null)
    {
        var parser = new ShellParser(source, options, heredocs, output, depth);
        if (depth >= Deepest) parser.TooDeep();
        else parser.ReadList(new(ShellRole.Script, owner), Stop.None);
    }

    /// <summary>The words and signs that end a list.</summary>
    [Flags]
    private enum Stop
    {
        None = 0,
        Parenthesis = 1,
        Brace = 2,
        Then = 4,
        ElseOrFi = 8,
        Do = 16,
        Done = 32,
        CaseEnd = 64,
    }

    private bool AtEnd => _at >= _end;

    private char Current => _at < _end ? _text[_at] : '\0';

    private bool At(string sign) => _at + sign.Length <= _end && string.CompareOrdinal(_text, _at, sign, 0, sign.Length) == 0;

    private ShellList ReadList(ShellList list, Stop stop)
    {
        while (true)
        {
            SkipLines();
            if (AtEnd || AtStop(stop)) return list;
            int start = _at;
            var pipeline = ReadPipeline(list);
            pipeline.After = ReadOperator(stop);
            if (_at == start) SkipUnexpected();
            if (pipeline.Elements.Count > 0) list.Pipelines.Add(pipeline);
        }
    }

    private ShellPipeline ReadPipeline(ShellList list)
    {
        var pipeline = new ShellPipeline(list, list.Pipelines.Count) { Before = list.Pipelines is [.., var last] ? last.After : ShellOperator.None };
        var outer = _pipeline;
        _pipeline = pipeline;
        while (AtReserved("!"))
        {
            _at++;
            pipeline.IsNegated = !pipeline.IsNegated;
            SkipBlanks();
        }
        while (ReadElement(pipeline) is { } element)
        {
            pipeline.Elements.Add(element);
            SkipBlanks();
            if (Current != '|' || At("||")) break;
            _at += At("|&") ? 2 : 1;
            SkipLines();
        }
        _pipeline = outer;
        return pipeline;
    }

    private ShellElement? ReadElement(ShellPipeline pipeline)
    {
        if (_depth >= Deepest)
        {
            TooDeep();
            return null;
        }
        _depth++;
        var element = ReadCompound(pipeline) ?? ReadCommand(pipeline);
        _depth--;
        return element;
    }

    private ShellOperator ReadOperator(Stop stop)
    {
        SkipBlanks();
        if (AtEnd) return ShellOperator.None;
        if (At("&&")) return Take(2, ShellOperator.And);
        if (At("||")) return Take(2, ShellOperator.Or);
        if (Current == '&') return Take(1, ShellOperator.Background);
        if (Current == '\n') return Take(0, ShellOperator.Sequence);
        if (Current != ';') return ShellOperator.None;
        return (stop & Stop.CaseEnd) != 0 && IsCaseEnd() ? ShellOperator.None : Take(1, ShellOperator.Sequence);
    }

    private ShellOperator Take(int length, ShellOperator read)
    {
        _at += length;
        return read;
    }

    private bool IsCaseEnd() => At(";;") || At(";&");

    private bool AtStop(Stop stop)
    {
        if ((stop & Stop.Parenthesis) != 0 && Current == ')') return true;
        if ((stop & Stop.CaseEnd) != 0 && IsCaseEnd()) return true;
        return ReservedWord() switch
        {
            "}" => (stop & Stop.Brace) != 0,
            "then" => (stop & Stop.Then) != 0,
            "else" or "elif" or "fi" => (stop & Stop.ElseOrFi) != 0,
            "do" => (stop & Stop.Do) != 0,
            "done" => (stop & Stop.Done) != 0,
            "esac" => (stop & Stop.CaseEnd) != 0,
            _ => false,
        };
    }

    // One that stands where a command should: without it the rest may make sense.
    private ShellCompound? SkipReserved(int length)
    {
        Report(_at, _at + length, $"The shell does not expect {SyntaxProblems.Quote(_text.AsSpan(_at, length))} here.");
        _at += length;
        SkipBlanks();
        return null;
    }

    // Words only; "name=value" and "name()" are no reserved words.
    private ReadOnlySpan<char> ReservedWord()
    {
        const int longest = 8;
        int end = _at;
        while (end < _end && end - _at <= longest && (char.IsAsciiLetterLower(_text[end]) || _text[end] is '{' or '}' or '!' or '[')) end++;
        bool isWord = end == _end || IsBlank(_text[end]) || IsMeta(_text[end]);
        return isWord ? _text.AsSpan(_at, end - _at) : default;
    }

    private bool AtReserved(string word) => ReservedWord().SequenceEqual(word);

    private void SkipUnexpected()
    {
        Report(_at, _at + 1, $"The shell does not expect {SyntaxProblems.Quote(_text.AsSpan(_at, 1))} here.");
        _at++;
    }

    private void TooDeep()
    {
        Report(_at, Math.Min(_at + 1, _end), "The command is nested too deep to be read.");
        _at = _end;
    }

    private void Report(int start, int end, string message) =>
        _output.Problems.Add(_source.ToSource(Math.Min(start, _text.Length), Math.Min(end, _text.Length)), message);

    private void SkipBlanks()
    {
        while (_at < _end)
        {
            if (IsBlank(_text[_at]) && _text[_at] != '\n') _at++;
            else if (At("\\\n")) _at += 2;
            else if (At("\\\r\n")) _at += 3;
            else if (_text[_at] == '#') SkipComment();
            else return;
        }
    }

    private void SkipComment()
    {
        int line = _text.IndexOf('\n', _at, _end - _at);
        _at = line < 0 ? _end : line;
    }

    // Line breaks end commands; behind one stand the bodies of the heredocs that its line announced.
    private void SkipLines()
    {
        for (SkipBlanks(); Current == '\n'; SkipBlanks())
        {
            _at++;
            if (_pending is null) continue;
            var pending = _pending;
            _pending = null;
            foreach (var heredoc in pending) PassHeredoc(heredoc);
        }
    }

    private void PassHeredoc(PendingHeredoc heredoc)
    {
        int start = _at, bodyEnd = _at;
        for (bool ended = false; !AtEnd && !ended;)
        {
            bodyEnd = _at;
            int end = _text.IndexOf('\n', _at, _end - _at);
            if (end < 0) end = _end;
            var line = _text.AsSpan(_at, end - _at).TrimEnd('\r');
            _at = Math.Min(end + 1, _end);
            ended = (heredoc.StripsTabs ? line.TrimStart('\t') : line).SequenceEqual(heredoc.Name);
            if (!ended) bodyEnd = _at;
        }
        ReadPending(heredoc, start, bodyEnd);
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\n' or '\v' or '\f';

    private static bool IsMeta(char c) => c is '|' or '&' or ';' or '(' or ')' or '<' or '>';
}
