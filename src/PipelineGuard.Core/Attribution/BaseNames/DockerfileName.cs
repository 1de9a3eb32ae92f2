using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Attribution.Layers;
using PipelineGuard.Dockerfiles;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Attribution.BaseNames;

/// <summary>
/// Takes the name behind a <c>FROM</c> apart into what is written there and the defaults of the <c>ARG</c>s in front of the first stage (Dockerfile
/// reference, "Understand how ARG and FROM interact").
/// </summary>
internal sealed class DockerfileName
{
    private const int Deepest = 8;
    private readonly Dockerfile _file;
    private readonly Func<string, string?> _given;
    private readonly ImmutableArray<ArgInstruction> _arguments;
    private readonly List<NamePiece> _pieces = [];

    private DockerfileName(Dockerfile file, Func<string, string?> given)
    {
        (_file, _given) = (file, given);
        _arguments = [.. file.Instructions.TakeWhile(instruction => instruction is not FromInstruction).OfType<ArgInstruction>()];
    }

    /// <summary>The name of the image at the bottom of a stage; null when a part of it is known to the build only.</summary>
    /// <param name="file">The Dockerfile.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="arguments">What the build was given.</param>
    public static WrittenName? Of(Dockerfile file, Stage stage, BuildArguments arguments)
    {
        if (stage.Root is null or { IsScratch: true } || stage.Lineage.Last().From is not { Image: { } word } from) return null;
        var taken = stage.Lineage.SelectMany(part => part.All<ArgInstruction>()).SelectMany(arg => arg.Pairs).Where(pair => pair.Value is null).Select(pair => pair.Name).ToHashSet(StringComparer.Ordinal);
        var name = new DockerfileName(file, variable => taken.Contains(variable) ? arguments.Given(variable) : null);
        return name.Take(word.Text, word.Span.Start, from.Escape, _ => true, null, 0) && name._pieces.Count > 0 ? new([.. name._pieces]) : null;
    }

    // Quotes are no part of the name; whatever else a shell would understand, such as "${A%b}", is left alone.
    private bool Take(string text, int start, char escape, Func<ArgInstruction, bool> isAbove, string? variable, int depth)
    {
        if (depth > Deepest) return false;
        var literal = new StringBuilder();
        char quote = '\0';
        int begin = 0;
        for (int at = 0; at < text.Length; at++)
        {
            char c = text[at];
            if (c == escape) return false;
            if (c == quote || (quote == '\0' && c is '"' or '\''))
            {
                Flush(at);
                (quote, begin) = (quote == '\0' ? c : '\0', at + 1);
            }
            else if (c == '$' && quote != '\'')
            {
                Flush(at);
                if (VariableAt(text, at) is not { } use || !Value(use, start, escape, isAbove, depth)) return false;
                at = use.End - 1;
                begin = use.End;
            }
            else literal.Append(c);
        }
        Flush(text.Length);
        return true;

        void Flush(int end)
        {
            if (literal.Length > 0) _pieces.Add(new(literal.ToString(), LineOf.Place(_file, TextSpan.FromBounds(start + begin, start + end))) { Variable = variable, MayBeReplaced = variable is not null });
            literal.Clear();
        }
    }

    private bool Value((string Name, string? Default, int DefaultStart, int End, bool IsForEmpty) use, int start, char escape, Func<ArgInstruction, bool> isAbove, int depth)
    {
        if (_given(use.Name) is { } given)
        {
            _pieces.Add(new(given, null) { Variable = use.Name });
            return true;
        }
        var holder = _arguments.LastOrDefault(arg => isAbove(arg) && arg.Pairs.Any(pair => pair.Name == use.Name));
        var value = holder?.Pairs.Last(pair => pair.Name == use.Name).Value;
        if (value is { Text.Length: > 0 }) return Take(value.Text, value.Span.Start, holder!.Escape, arg => arg.Span.Start < holder.Span.Start, use.Name, depth + 1);
        return use.Default is not null && (value is null || use.IsForEmpty) && Take(use.Default, start + use.DefaultStart, escape, isAbove, use.Name, depth + 1);
    }

    // "$A", "${A}", "${A:-b}", "${A-b}".
    private static (string Name, string? Default, int DefaultStart, int End, bool IsForEmpty)? VariableAt(string text, int at)
    {
        bool isBraced = at + 1 < text.Length && text[at + 1] == '{';
        int start = at + (isBraced ? 2 : 1), end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) end++;
        if (end == start) return null;
        var name = text[start..end];
        if (!isBraced) return (name, null, 0, end, false);
        int close = text.IndexOf('}', end);
        if (close < 0) return null;
        if (close == end) return (name, null, 0, close + 1, false);
        int sign = text.AsSpan(end).StartsWith(":-", StringComparison.Ordinal) ? 2 : text[end] == '-' ? 1 : 0;
        var value = text[(end + sign)..close];
        return sign == 0 || value.Contains('$', StringComparison.Ordinal) ? null : (name, value, end + sign, close + 1, sign == 2);
    }
}
