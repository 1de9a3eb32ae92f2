using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Shell;

/// <content>Simple commands: assignments, words, redirections; and the scripts that they bring along.</content>
internal sealed partial class ShellParser
{
    private ShellElement? ReadCommand(ShellPipeline pipeline)
    {
        int start = _at;
        var options = _options;
        var parts = _unused ?? new();
        _unused = null;
        while (ReadPart(parts)) SkipBlanks();
        ShellElement? element = parts.Words.Count == 1 && At("()") ? ReadFunction(pipeline, start, behindName: true) : MakeCommand(pipeline, start, options, parts);
        parts.Clear();
        _unused = parts;
        return element;
    }

    private ShellCommand? MakeCommand(ShellPipeline pipeline, int start, ShellOptions options, CommandParts parts)
    {
        if (parts.IsEmpty) return null;
        var command = new ShellCommand(pipeline, [.. parts.Words])
        {
            Options = options,
            Span = _source.ToSource(start, parts.End),
            Assignments = [.. parts.Assignments],
            Redirections = [.. parts.Redirections],
        };
        _output.Add(command);
        TakePending(command);
        if (command.Is("set")) _options = _options.With(command.Arguments.Select(word => word.Shape));
        ReadInnerScript(command);
        return command;
    }

    private bool ReadPart(CommandParts parts)
    {
        if (AtEnd || Current == '\n') return false;
        if (!parts.IsTest && AtRedirection(out int sign)) parts.Redirections.Add(ReadRedirection(sign));
        else if (parts.Words.Count == 0 && AssignmentLength() is var length and > 0) parts.Assignments.Add(ReadAssignment(length));
        else if ((parts.IsTest ? ReadTestWord() : ReadWord()) is { } word) parts.Words.Add(word);
        else return false;
        parts.End = _at;
        return true;
    }

    // "name=", "name+=" or "name[0]=": how long it is with the equals sign; 0 when the word is something else.
    private int AssignmentLength()
    {
        int at = _at;
        if (at >= _end || !(char.IsAsciiLetter(_text[at]) || _text[at] == '_')) return 0;
        while (at < _end && (char.IsAsciiLetterOrDigit(_text[at]) || _text[at] == '_')) at++;
        if (at < _end && _text[at] == '[')
        {
            int close = _text.AsSpan(at, Math.Min(64, _end - at)).IndexOf(']');
            if (close < 0) return 0;
            at += close + 1;
        }
        if (at < _end && _text[at] == '+') at++;
        return at < _end && _text[at] == '=' ? at + 1 - _at : 0;
    }

    private ShellAssignment ReadAssignment(int length)
    {
        int start = _at;
        var name = _text.AsSpan(_at, length).TrimEnd("+=").ToString();
        _at += length;
        if (Current == '(')
        {
            ReadArray();
            return new(name, null, _source.ToSource(start, _at));
        }
        var value = ReadWord() ?? new("", "", _source.ToSource(_at, _at)) { Place = (_at, _at) };
        return new(name, value, _source.ToSource(start, _at));
    }

    private void ReadArray()
    {
        int start = _at++;
        for (SkipLines(); !AtEnd && Current != ')'; SkipLines())
        {
            if (ReadWord() is null) _at++;
        }
        Close(')', start);
    }

    // A redirection begins with its sign, with a number in front, or with "&>".
    private bool AtRedirection(out int sign)
    {
        sign = _at;
        while (sign < _end && char.IsAsciiDigit(_text[sign])) sign++;
        if (sign >= _end) return false;
        if (_text[sign] == '&') return sign == _at && At("&>");
        if (_text[sign] is not ('<' or '>')) return false;
        return !(sign + 1 < _end && _text[sign + 1] == '(');
    }

    private ShellRedirection ReadRedirection(int sign)
    {
        int start = _at;
        int? descriptor = sign > start && int.TryParse(_text.AsSpan(start, sign - start), out int number) ? number : null;
        _at = sign;
        var operation = RedirectionSigns.First(At);
        _at += operation.Length;
        SkipBlanks();
        var target = ReadWord();
        var redirection = new ShellRedirection(operation, descriptor, target, _source.ToSource(start, _at));
        return operation is "<<" or "<<-" && target is not null ? redirection with { Body = BodyOf(target, operation == "<<-") } : redirection;
    }

    private static readonly string[] RedirectionSigns = ["&>>", "&>", "<<<", "<<-", "<<", "<>", "<&", "<", ">>", ">&", ">|", ">"];

    // In a logical line of a Dockerfile the bodies come from outside; in a body of several lines they follow the line and are passed over with it.
    private MappedText? BodyOf(ShellWord name, bool stripsTabs)
    {
        if (_givenAt < _given.Length && _given[_givenAt].Name == name.Shape) return _given[_givenAt++].Body;
        (_pending ??= []).Add(new(name.Shape, stripsTabs));
        return null;
    }

    /// <summary>What a command is made of, while it is read; used again for the next one, since large files have a million of them.</summary>
    private sealed class CommandParts
    {
        public List<ShellWord> Words { get; } = [];

        public List<ShellAssignment> Assignments { get; } = [];

        public List<ShellRedirection> Redirections { get; } = [];

        public int End { get; set; }

        public void Clear()
        {
            Words.Clear();
            Assignments.Clear();
            Redirections.Clear();
        }

        public bool IsEmpty => Words.Count + Assignments.Count + Redirections.Count == 0;

        // Between "[[" and "]]" the signs of the shell are those of the test.
        public bool IsTest => Words is [{ Text: "[[" }, ..] && Words[^1].Text != "]]";
    }
}
