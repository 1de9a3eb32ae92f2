using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>Collects problems, so many and no more: a file of another kind would give one for each of its lines.</summary>
internal sealed class SyntaxProblems
{
    private const int Most = 100;
    private const int LongestQuote = 80;
    private readonly ImmutableArray<SyntaxProblem>.Builder _problems = ImmutableArray.CreateBuilder<SyntaxProblem>(0);

    /// <summary>Records one.</summary>
    public void Add(TextSpan span, string message, SyntaxProblemKind kind = SyntaxProblemKind.Unreadable)
    {
        if (_problems.Count < Most) _problems.Add(new(span, message, kind));
        else if (_problems.Count == Most) _problems.Add(new(span, $"More than {Most} problems: the ones from here on are not listed."));
    }

    /// <summary>What was found, in the order of the file.</summary>
    public ImmutableArray<SyntaxProblem> InOrder() => _problems.Count == 0 ? [] : [.. _problems.OrderBy(problem => problem.Span.Start)];

    /// <summary>Text of the file as a message may quote it: in quotes, short, without control characters.</summary>
    public static string Quote(ReadOnlySpan<char> text)
    {
        bool cut = text.Length > LongestQuote;
        Span<char> shown = stackalloc char[LongestQuote];
        text = cut ? text[..LongestQuote] : text;
        for (int i = 0; i < text.Length; i++) shown[i] = char.IsControl(text[i]) ? ' ' : text[i];
        return $"'{shown[..text.Length]}{(cut ? "…" : "")}'";
    }
}
