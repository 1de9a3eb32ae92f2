using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>Reads the comments on top of a file that are meant for the parser. The first line that is none ends them.</summary>
internal sealed class DirectiveReader(SyntaxProblems problems)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private bool _over;

    /// <summary>What <c># escape=</c> says; a backslash when it says nothing.</summary>
    public char Escape { get; private set; } = '\\';

    /// <summary>False when <c># syntax=</c> names another frontend than Docker's: the last part of its image's name tells, a mirror may be in front.</summary>
    public bool IsDockers { get; private set; } = true;

    /// <summary>Reads a comment as a directive; null when it is a comment, or stands too low to be one.</summary>
    public ParserDirective? TryRead(TextSpan fullSpan, TextSpan span, ReadOnlySpan<char> text)
    {
        if (_over || !TrySplit(text, out var name, out var value)) return null;
        if (!_seen.Add(name)) problems.Add(span, $"Only one '{name}' directive is allowed.");
        else if (name == "escape") ReadEscape(span, value);
        else if (name == "syntax") IsDockers = value[(value.LastIndexOf('/') + 1)..].StartsWith("dockerfile", StringComparison.Ordinal);
        return new(fullSpan, span, name, value);
    }

    /// <summary>Says that something else than a directive was read.</summary>
    public void End() => _over = true;

    private void ReadEscape(TextSpan span, string value)
    {
        if (value is "\\" or "`") Escape = value[0];
        else problems.Add(span, $"The escape character is a backslash or a backtick, not {SyntaxProblems.Quote(value)}.");
    }

    private static bool TrySplit(ReadOnlySpan<char> text, out string name, out string value)
    {
        (name, value) = ("", "");
        var directive = text[1..];
        int equals = directive.IndexOf('=');
        if (equals < 0) return false;
        name = directive[..equals].Trim().ToString().ToLowerInvariant();
        value = directive[(equals + 1)..].Trim().ToString();
        return value.Length > 0 && name is ("syntax" or "escape" or "check");
    }
}
