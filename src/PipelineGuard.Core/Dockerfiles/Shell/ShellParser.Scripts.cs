using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Shell;

/// <content>Scripts that a command hands to a shell: behind <c>-c</c>, as its input, through a pipe, and to <c>eval</c>.</content>
internal sealed partial class ShellParser
{
    private void ReadInnerScript(ShellCommand command)
    {
        switch (command.Name)
        {
            case null: break;
            case "eval" when !command.Arguments.IsEmpty: ReadScript(command, Joined(command.Arguments, " "), _options); break;
            case "su" or "runuser": ReadBehindFlag(command); break;
            default: ReadOfShell(command); break;
        }
    }

    private void ReadScript(ShellCommand owner, MappedText script, ShellOptions options) => Parse(script, options, [], _output, _depth + 1, owner);

    // su app -c 'script'
    private void ReadBehindFlag(ShellCommand command)
    {
        if (command.FindFlag("-c", "--command") is not { Shape: "-c" or "--command" } flag) return;
        int at = command.Arguments.IndexOf(flag) + 1;
        if (at < command.Arguments.Length) ReadScript(command, ScriptIn(command.Arguments[at]), default);
    }

    private void ReadOfShell(ShellCommand command)
    {
        if (!IsShell(command, out var arguments)) return;
        int at = ShellArguments.ScriptAt([command.Name, .. arguments.Select(word => (string?)word.Shape)]);
        if (at > 0) ReadScript(command, ScriptIn(arguments[at - 1]), OptionsOf(command));
        else if (ReadsInput(command) && InputOf(command) is { } input) ReadScript(command, input, OptionsOf(command));
    }

    private static bool IsShell(ShellCommand command, out ImmutableArray<ShellWord> arguments)
    {
        arguments = command.Arguments;
        if (command.Name is not { } name || StageShell.KindOf(name) != ShellKind.Posix) return false;
        if (name != "busybox") return true;
        arguments = arguments.IsEmpty ? arguments : arguments[1..];
        return command.Arguments is [{ Shape: "sh" or "ash" }, ..];
    }

    private static ShellOptions OptionsOf(ShellCommand shell) =>
        IsShell(shell, out var arguments) ? default(ShellOptions).With(arguments.Select(word => word.Shape)) : default;

    // With an operand the shell reads that file, unless it is told to take them for the script's own.
    private static bool ReadsInput(ShellCommand shell) =>
        IsShell(shell, out var arguments) && ShellArguments.ScriptAt([shell.Name, .. arguments.Select(word => (string?)word.Shape)]) < 0
        && (shell.HasFlag("-s") || shell.Operands.Skip(shell.Name == "busybox" ? 1 : 0).All(word => word.Shape is "-" or "/dev/stdin"));

    private MappedText? InputOf(ShellCommand shell)
    {
        if (shell.Redirections.LastOrDefault(redirection => redirection is { Operator: ['<', ..], Descriptor: null or 0 }) is { } input)
            return input is { Operator: "<<<", Target: { } text } ? ScriptIn(text) : input.Body;
        return shell.Upstream is { } writer && !writer.Redirections.Any(redirection => redirection is { Operator: ['>' or '&', ..], Descriptor: null or 1 })
            ? WrittenBy(writer)
            : null;
    }

    private MappedText? WrittenBy(ShellCommand writer) => writer.Name switch
    {
        "echo" => WithEscapes(Joined([.. writer.Arguments.SkipWhile(word => word.Shape is ['-', 'e' or 'n' or 'E', ..])], " ")),
        "printf" => Printed([.. writer.Arguments.SkipWhile(word => word.Shape == "--")]),
        "cat" when PassesOn(writer) => writer.Redirections.LastOrDefault(redirection => redirection.Body is not null)?.Body,
        _ => null,
    };

    private static bool PassesOn(ShellCommand cat) => cat.Operands.All(word => word.Shape is "-" or "/dev/stdin");

    // A format without fields is the script; one that does nothing but print its arguments stands for them.
    private MappedText? Printed(ImmutableArray<ShellWord> arguments) => arguments switch
    {
        [] => null,
        [{ Shape: "%s" or "%b" or @"%s\n" or @"%b\n" or "%s\n" }, .. var lines] => Joined(lines, "\n"),
        [{ Shape: var format } only, ..] when !format.Contains('%', StringComparison.Ordinal) => WithEscapes(ScriptIn(only)),
        _ => null,
    };

    private MappedText Joined(ImmutableArray<ShellWord> words, string separator)
    {
        if (words is [var only]) return ScriptIn(only);
        var joined = new MappedText.Builder();
        for (int i = 0; i < words.Length; i++)
        {
            if (i > 0) joined.Append(separator, words[i].Span.Start - 1);
            joined.Append(ScriptIn(words[i]));
        }
        return joined.Build(_source.ToSource(_at));
    }

    // Most scripts stand in one pair of quotes and are taken as they are.
    private MappedText ScriptIn(ShellWord word)
    {
        var (start, end) = word.Place;
        bool isPlain = word.Text is ['\'', .., '\''] && word.Text.IndexOf('\'', 1) == word.Text.Length - 1
            || word.Text is ['"', .., '"'] && word.Text.IndexOf('"', 1) == word.Text.Length - 1 && !word.Text.Contains('\\', StringComparison.Ordinal) && !HoldsOutput(word);
        return isPlain ? _source.Slice(start + 1, end - 1) : Unquoted(word);
    }

    private static bool HoldsOutput(ShellWord word) => word.Expansions.Any(expansion => expansion.Kind == ShellExpansionKind.Command);

    // What the shell makes of a word before the other one reads it. The commands of substitutions are known already: here their output is unknown.
    private MappedText Unquoted(ShellWord word)
    {
        var (at, end) = word.Place;
        var result = new MappedText.Builder();
        int expansion = 0;
        for (char quote = '\0'; at < end;)
        {
            while (expansion < word.Expansions.Length && (word.Expansions[expansion].Kind != ShellExpansionKind.Command || word.Expansions[expansion].Place.Start < at)) expansion++;
            if (expansion < word.Expansions.Length && word.Expansions[expansion].Place.Start == at)
            {
                result.Append([Scope.Unknown], _source.ToSource(at));
                at = word.Expansions[expansion].Place.End;
            }
            else at += UnquotedLength(at, end, ref quote, result);
        }
        return result.Build(_source.ToSource(word.Place.Start));
    }

    private int UnquotedLength(int at, int end, ref char quote, MappedText.Builder result)
    {
        char c = _text[at], next = at + 1 < end ? _text[at + 1] : '\0';
        switch (quote)
        {
            case '\0' when c is '\'' or '"':
                quote = c;
                return 1;
            case '\0' when c == '$' && next is '\'' or '"':
                quote = next == '\'' ? '$' : '"';
                return 2;
            case '"' when c == '"':
            case '\'' or '$' when c == '\'':
                quote = '\0';
                return 1;
            case '\0' or '"' when c == '\\' && next == '\n':
                return 2;
            case '\0' when c == '\\':
            case '"' when c == '\\' && next is '"' or '\\' or '$' or '`':
                result.Append(_text.AsSpan(Math.Min(at + 1, end - 1), 1), _source.ToSource(Math.Min(at + 1, end - 1)));
                return 2;
            case '$' when c == '\\':
                result.Append([Escaped(next)], _source.ToSource(at));
                return 2;
            default:
                result.Append(_text.AsSpan(at, 1), _source.ToSource(at));
                return 1;
        }
    }

    private static MappedText WithEscapes(MappedText text)
    {
        if (!text.Text.Contains('\\', StringComparison.Ordinal)) return text;
        var result = new MappedText.Builder();
        for (int at = 0; at < text.Length; at++)
        {
            bool isEscape = text.Text[at] == '\\' && at + 1 < text.Length && text.Text[at + 1] is 'n' or 't' or 'r' or '\\';
            result.Append([isEscape ? Escaped(text.Text[at + 1]) : text.Text[at]], text.ToSource(at));
            if (isEscape) at++;
        }
        return result.Build(text.ToSource(0));
    }

    // Of C's escapes those that end or part words; a number may stand for anything.
    private static char Escaped(char letter) => letter switch
    {
        'n' => '\n',
        't' or 'v' or 'f' => '\t',
        'r' => '\r',
        (>= '0' and <= '7') or 'x' or 'u' or 'U' or '\0' => Scope.Unknown,
        _ => letter,
    };

    // The heredocs that a command has just announced in a script of several lines.
    private void TakePending(ShellCommand command)
    {
        if (_pending is null) return;
        int own = command.Redirections.Count(redirection => redirection is { Operator: "<<" or "<<-", Target: not null, Body: null });
        for (int i = Math.Max(0, _pending.Count - own); i < _pending.Count; i++) _pending[i] = _pending[i] with { Reader = command };
    }

    // sh <<EOF, and cat <<EOF | sh
    private void ReadPending(PendingHeredoc heredoc, int start, int end)
    {
        if (heredoc.Reader is not { } reader) return;
        var shell = reader is { Name: "cat", Redirections.Length: 1, Downstream: { } next } && PassesOn(reader) && !next.Redirections.Any(redirection => redirection.Operator[0] == '<') ? next : reader;
        if (ReadsInput(shell)) ReadScript(shell, _source.Slice(start, end), OptionsOf(shell));
    }

    /// <summary>A heredoc that a line of a script has announced.</summary>
    /// <param name="Name">The line that ends it.</param>
    /// <param name="StripsTabs">True for <c>&lt;&lt;-</c>.</param>
    private readonly record struct PendingHeredoc(string Name, bool StripsTabs)
    {
        /// <summary>The command that gets it; null for a compound.</summary>
        public ShellCommand? Reader { get; init; }
    }
}
