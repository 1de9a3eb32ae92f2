using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>export A=$(command)</c>, which hides that the command failed.</summary>
internal sealed class KeepExitStatus : DockerfileRule
{
    private static readonly string[] Declaring = ["export", "local", "declare", "typeset", "readonly"];

    public override RuleInfo Info { get; } = new("PGD323", "Keep the exit status of a substitution", Severity.Low)
    {
        Why = "export succeeds whatever the command in $(…) does, so neither && nor set -e notices its failure.",
        Fix = "Assign first, then export: A=$(command) && export A.",
        Flags =
        [
            "FROM debian:12.5\nRUN export VERSION=$(cat /version) && make",
            "FROM debian:12.5\nRUN set -e; export A=\"$(curl -fsS https://example.com/a)\"; make",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN VERSION=$(cat /version) && export VERSION && make",
            "FROM debian:12.5\nRUN export A=b PATH=\"$PATH:/x\" && make",
            "FROM debian:12.5\nRUN export A=\"$((1 + 1))\" && make",
        ],
        Tags = ["shellcheck:SC2155"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.Runs(Declaring)
        from command in run.Script.Commands
        where command.IsAny(Declaring)
        let word = command.Arguments.FirstOrDefault(Substitutes)
        where word is not null
        select At(file, word, $"'{command.Name}' hides whether the command in here fails.", new("Assign first, then export.") { Edits = Repair(file, run, command, word) });

    private static bool Substitutes(ShellWord word) =>
        word.Expansions.Any(expansion => expansion.Kind == ShellExpansionKind.Command) && word.Shape.IndexOf('=', StringComparison.Ordinal) is var equals and > 0
        && word.Shape.IndexOf(Scope.Unknown, StringComparison.Ordinal) > equals;

    private static ImmutableArray<TextEdit> Repair(Dockerfile file, RunInstruction run, ShellCommand command, ShellWord word)
    {
        var name = word.Shape.Split('=')[0];
        bool isSimple = !run.IsExecForm && command is { Name: "export", Words.Length: 2, Pipeline: { IsNegated: false, Before: not ShellOperator.Or, After: not ShellOperator.Or, Elements.Count: 1 } }
            && command.Pipeline.List.Owner is not ShellCommand && word.Text.StartsWith($"{name}=", StringComparison.Ordinal) && command.Assignments.IsEmpty && command.Redirections.IsEmpty;
        // Between semicolons the commands behind it run anyway, and still expect the variable.
        bool goesOn = command.Pipeline is { Before: ShellOperator.None or ShellOperator.Sequence, After: ShellOperator.Sequence, List.Role: not ShellRole.Condition };
        var export = goesOn ? $"; export {name}" : $" && export {name}";
        return isSimple ? [TextEdits.Replace(file.Source, file.Path, TextSpan.FromBounds(command.Span.Start, word.Span.Start), ""), file.InsertAfter(word, export)] : [];
    }
}
