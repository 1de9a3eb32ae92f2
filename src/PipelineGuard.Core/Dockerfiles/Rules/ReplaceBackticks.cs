using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>`command`</c>.</summary>
internal sealed class ReplaceBackticks : DockerfileRule
{
    private static readonly TextMarks Backtick = new("`");

    public override RuleInfo Info { get; } = new("PGD321", "Write $(…) instead of backticks", Severity.Info)
    {
        Why = "Backticks are easily overlooked, cannot be nested, and treat backslashes in their own way.",
        Fix = "Write $(command).",
        Flags =
        [
            "FROM debian:12.5\nRUN echo `date`",
            "FROM debian:12.5\nRUN X=`uname -m` && echo \"built on `hostname`\"",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN echo $(date)",
            "FROM debian:12.5\nRUN echo '`date`' \\`",
            "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL [\"powershell\"]\nRUN echo `date`",
        ],
        Tags = ["shellcheck:SC2006"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.All<RunInstruction>()
        where run.MayHold(Backtick)
        from command in run.Script.Commands
        from word in command.Words.Concat(command.Assignments.Select(assignment => assignment.Value).OfType<ShellWord>())
        from expansion in word.Expansions
        where expansion.Kind == ShellExpansionKind.Command && file.Source[expansion.Span] is ['`', ..]
        select At(file, expansion, "Backticks are hard to read and cannot be nested.", new("Write $(…).") { Edits = Repair(file, run, expansion) });

    // Backslashes mean something else within $(…); a comment would swallow its end; and $(( begins arithmetic.
    private static ImmutableArray<TextEdit> Repair(Dockerfile file, RunInstruction run, ShellExpansion expansion)
    {
        var text = file.Source[expansion.Span];
        if (run.IsExecForm || text is not ['`', _, .., '`'] || text.ContainsAny('\\', '#')) return [];
        return [file.Replace(expansion, text[1] == '(' ? $"$( {text[1..^1]})" : $"$({text[1..^1]})")];
    }
}
