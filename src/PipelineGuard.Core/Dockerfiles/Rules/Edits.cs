using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Says repairs in terms of the tree: <c>file.Replace(word, "…")</c>.</summary>
internal static class Edits
{
    /// <summary>Puts other text in the place of something.</summary>
    public static TextEdit Replace(this Dockerfile file, ISyntax old, string text) => TextEdits.Replace(file.Source, file.Path, old.Span, text);

    /// <summary>Puts text directly behind something.</summary>
    public static TextEdit InsertAfter(this Dockerfile file, ISyntax place, string text) =>
        TextEdits.Replace(file.Source, file.Path, new(place.Span.End, 0), text);

    /// <summary>Puts text directly in front of something.</summary>
    public static TextEdit InsertBefore(this Dockerfile file, ISyntax place, string text) =>
        TextEdits.Replace(file.Source, file.Path, new(place.Span.Start, 0), text);

    /// <summary>Takes something out, with the blanks behind it on its line.</summary>
    public static TextEdit RemoveWord(this Dockerfile file, ISyntax word)
    {
        int end = word.Span.End;
        while (end < file.Source.Text.Length && file.Source.Text[end] is ' ' or '\t') end++;
        return TextEdits.Replace(file.Source, file.Path, TextSpan.FromBounds(word.Span.Start, end), "");
    }

    /// <summary>Puts a line of its own above an instruction and the comments that belong to it, with the line break that the file uses.</summary>
    public static TextEdit InsertLineAbove(this Dockerfile file, Instruction instruction, string line)
    {
        int at = file.Nodes.IndexOf(instruction);
        while (at > 0 && file.Nodes[at - 1] is not (Instruction or ParserDirective)) at--;
        while (file.Nodes[at] is not (Instruction or Comment)) at++;
        int start = file.Nodes[at].FullSpan.Start;
        return TextEdits.Replace(file.Source, file.Path, new(start + (start == 0 ? file.Source.MarkLength : 0), 0), line + file.Source.NewLine);
    }

    /// <summary>
    /// Puts a command behind all others of a <c>RUN</c>; nothing when that could change their meaning: in the JSON form, in heredocs, and unless
    /// all commands are joined by <c>&amp;&amp;</c>.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="run">The instruction.</param>
    /// <param name="command">The command.</param>
    /// <param name="like">The one whose rights it needs: behind <c>sudo</c> it gets one of its own.</param>
    public static ImmutableArray<TextEdit> AppendToRun(this Dockerfile file, RunInstruction run, string command, ShellCommand like)
    {
        if (RightsOf(like) is not { } rights || run.IsExecForm || !run.Heredocs.IsEmpty || run.Script.Commands is not [.., var last]) return [];
        var list = last.Pipeline.List;
        bool isPlain = list is { Role: ShellRole.Script, Owner: null } && list.Pipelines.All(pipeline => pipeline.Before is ShellOperator.None or ShellOperator.And);
        return isPlain && last.Span.End == run.Span.End ? [file.InsertAfter(last, RepeatedText.Of($" && {rights}{command}"))] : [];
    }

    // Null where another user than root may have to do it.
    private static string? RightsOf(ShellCommand command)
    {
        var rights = "";
        for (var list = command.Pipeline.List; ; list = list.Outer.List)
        {
            if (command.IsAny("su", "runuser") || command.HasPrefix("gosu") || command.HasPrefix("su-exec")) return null;
            foreach (var program in (ReadOnlySpan<string>)["sudo", "doas"])
            {
                if (!command.HasPrefix(program)) continue;
                if (command.Words.TakeWhile(word => word != command.NameWord).Any(word => word.Shape.StartsWith("-u", StringComparison.Ordinal) || word.Shape.StartsWith("--user", StringComparison.Ordinal))) return null;
                rights = $"{program} ";
            }
            if (list.Owner is ShellCommand owner) command = owner;
            if (list.Outer is null) return rights;
        }
    }

    /// <summary>Takes whole lines out: an instruction with its heredocs, a comment.</summary>
    public static TextEdit Remove(this Dockerfile file, DockerfileNode node) => TextEdits.Replace(file.Source, file.Path, node.FullSpan, "");
}
