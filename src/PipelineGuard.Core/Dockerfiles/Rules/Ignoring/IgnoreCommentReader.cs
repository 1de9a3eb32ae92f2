using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Rules.Ignoring;

/// <summary>Finds the comments that switch rules off, in the order of the file.</summary>
internal static class IgnoreCommentReader
{
    /// <summary>All of a file, well written or not.</summary>
    public static ImmutableArray<IgnoreComment> Read(Dockerfile file)
    {
        var found = new List<IgnoreComment>();
        Instruction? next = null;
        // From the end, so that each comment knows the instruction below it.
        for (int i = file.Nodes.Length - 1; i >= 0; i--)
        {
            var node = file.Nodes[i];
            if (node is Instruction instruction)
            {
                next = instruction;
                foreach (var span in instruction.Comments.Reverse()) Add(found, ReadComment(Text(file, span)), span, next);
            }
            else if (node is Comment comment) Add(found, ReadComment(comment.Text), comment.Span, next);
            else if (node is ParserDirective { Name: "check" } directive) Add(found, ReadCheck(directive.Value), directive.Span, next);
        }
        found.Reverse();
        return [.. found];
    }

    /// <summary>Reads the text behind a <c>#</c>; null when it does not mean to switch anything off.</summary>
    public static IgnoreComment? ReadComment(string text)
    {
        var rest = text.AsSpan();
        IgnoreDialect dialect;
        if (TakeWord(ref rest, "pipelineguard")) dialect = IgnoreDialect.PipelineGuard;
        else if (TakeWord(ref rest, "hadolint")) dialect = IgnoreDialect.Hadolint;
        else return null;

        var scope = TakeScope(ref rest, dialect);
        if (!rest.StartsWith("ignore", StringComparison.Ordinal)) return IsSlip(rest, dialect) ? new(dialect, scope, [], null) : null;
        rest = rest["ignore".Length..];
        if (dialect == IgnoreDialect.PipelineGuard) TakeSuffix(ref rest, ref scope);
        // "ignores nothing" is prose.
        if (!rest.IsEmpty && rest[0] is not ('=' or ' ' or '\t')) return null;
        rest = rest.TrimStart();
        if (rest.IsEmpty || rest[0] != '=') return new(dialect, scope, [], null);
        var names = TakeNames(rest[1..].TrimStart(), out rest);
        return new(dialect, scope, names, ReasonOf(rest, dialect));
    }

    // "ingore=PGD007": a word and an equals sign are no prose.
    private static bool IsSlip(ReadOnlySpan<char> text, IgnoreDialect dialect) =>
        dialect == IgnoreDialect.PipelineGuard && text.IndexOfAny(" \t=") is var end and > 0 && text[end..].TrimStart() is ['=', ..];

    // Docker documentation, "Build checks": "# check=skip=NameOne,NameTwo;error=true".
    private static IgnoreComment? ReadCheck(string value)
    {
        foreach (var option in value.Split(';', StringSplitOptions.TrimEntries))
        {
            if (!option.StartsWith("skip=", StringComparison.OrdinalIgnoreCase)) continue;
            var names = option["skip=".Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return new(IgnoreDialect.Docker, IgnoreScope.File, [.. names], null);
        }
        return null;
    }

    private static void Add(List<IgnoreComment> found, IgnoreComment? comment, TextSpan span, Instruction? target)
    {
        if (comment is not null) found.Add(comment with { Span = span, Target = target });
    }

    private static string Text(Dockerfile file, TextSpan comment) => file.Source[comment].TrimStart('#').Trim().ToString();

    private static bool TakeWord(ref ReadOnlySpan<char> text, string word)
    {
        if (!text.StartsWith(word, StringComparison.Ordinal)) return false;
        var rest = text[word.Length..];
        if (rest.IsEmpty || rest[0] is not (' ' or '\t')) return false;
        text = rest.TrimStart();
        return true;
    }

    // In front: "global ignore=", "stage ignore=".
    private static IgnoreScope TakeScope(ref ReadOnlySpan<char> text, IgnoreDialect dialect)
    {
        if (TakeWord(ref text, "global")) return IgnoreScope.File;
        if (dialect == IgnoreDialect.PipelineGuard && TakeWord(ref text, "stage")) return IgnoreScope.Stage;
        return dialect == IgnoreDialect.PipelineGuard && TakeWord(ref text, "file") ? IgnoreScope.File : IgnoreScope.Instruction;
    }

    // Behind: "ignore-stage=", "ignore-file=".
    private static void TakeSuffix(ref ReadOnlySpan<char> text, ref IgnoreScope scope)
    {
        foreach (var (suffix, meant) in ((string, IgnoreScope)[])[("-stage", IgnoreScope.Stage), ("-file", IgnoreScope.File)])
        {
            if (!text.StartsWith(suffix, StringComparison.Ordinal)) continue;
            text = text[suffix.Length..];
            scope = meant;
            return;
        }
    }

    // Ids are parted by commas, with or without blanks around them; a blank without a comma ends the list.
    private static ImmutableArray<string> TakeNames(ReadOnlySpan<char> text, out ReadOnlySpan<char> rest)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        while (true)
        {
            int end = text.IndexOfAny(", \t");
            var name = end < 0 ? text : text[..end];
            // "ignore= reason=x" names nothing.
            if (name.StartsWith("reason=", StringComparison.Ordinal)) break;
            if (!name.IsEmpty) names.Add(name.ToString());
            text = text[name.Length..].TrimStart();
            if (text.IsEmpty || text[0] != ',') break;
            text = text[1..].TrimStart();
        }
        rest = text;
        return names.DrainToImmutable();
    }

    private static string? ReasonOf(ReadOnlySpan<char> rest, IgnoreDialect dialect)
    {
        if (rest.StartsWith("reason=", StringComparison.Ordinal)) rest = rest["reason=".Length..];
        else if (dialect == IgnoreDialect.PipelineGuard) return null;
        var reason = rest.Trim().TrimStart('#').Trim().Trim('"').Trim();
        return reason.IsEmpty ? null : reason.ToString();
    }
}
