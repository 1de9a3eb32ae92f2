using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>rm -rf $DIR</c>, where the shell makes several names of a value with blanks or stars.</summary>
internal sealed class QuoteInDeletions : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD332", "Quote variables in deletions", Severity.Low)
    {
        Why = "Without quotes the shell splits the value at blanks and replaces its stars with file names: rm deletes other things than the one that is meant.",
        Fix = "Put the variable in double quotes.",
        Flags =
        [
            "FROM debian:12.5\nARG TARGET\nRUN rm -rf $TARGET",
            "FROM debian:12.5\nARG TARGET\nRUN make && rm --recursive /build/${TARGET}/out",
            "FROM debian:12.5\nENV TARGET=\"/build/my app\"\nRUN rm -r $TARGET",
            "FROM debian:12.5\nARG TARGET\nRUN rm -rf $TARGET/*",
        ],
        Allows =
        [
            "FROM debian:12.5\nARG TARGET\nRUN rm -rf \"$TARGET\" \"$TARGET\"/*",
            "FROM debian:12.5\nENV TARGET=/app/build\nRUN rm -rf $TARGET $HOME/.cache",
            "FROM debian:12.5\nRUN files=$(list); rm -rf $files",
            "FROM debian:12.5\nRUN for d in a b; do rm -rf $d; done",
            "FROM debian:12.5\nARG TARGET\nRUN rm $TARGET && rm -rf $(cat list) ${TARGET:+x}",
            "FROM debian:12.5\nARG TARGET\nRUN set -f; IFS=; rm -rf $TARGET",
        ],
        Tags = ["shellcheck:SC2086"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) => file.Runs("rm").SelectMany(run => Check(file, run));

    private IEnumerable<Finding> Check(Dockerfile file, RunInstruction run)
    {
        HashSet<string>? set = null;
        var split = from command in Deletions.In(run) from word in command.Operands from variable in word.Expansions where IsSplit(variable) select (command, word, variable);
        foreach (var (command, word, variable) in split)
        {
            // A script that sets the variable itself, or how words are split, knows what it does.
            set ??= ShellVariables.SetIn(run.Script);
            if (!set.Contains(variable.Name) && !set.Contains("IFS") && !IsOneName(run, variable.Name)) yield return Report(file, run, command, word, variable);
        }
    }

    // A value that is known to have blanks or stars may be one name or a list of them: only the author knows. Within the quotes of another script there is no room for more.
    private Finding Report(Dockerfile file, RunInstruction run, ShellCommand command, ShellWord word, ShellExpansion variable) =>
        At(file, word, $"The shell splits the value of '{variable.Name}' before rm sees it.", new("Put it in double quotes.")
        {
            Edits = run.IsExecForm || command.Interpreter is not null || run.Scope.Find(variable.Name) is { State: VariableState.Known, Value.Length: > 0 } ? [] : [file.InsertBefore(variable, "\""), file.InsertAfter(variable, "\"")],
        });

    private static bool IsSplit(ShellExpansion expansion) =>
        expansion is { Kind: ShellExpansionKind.Variable, IsQuoted: false, Operator: "" or ":?" or "?", Name: [var first, ..] } && (char.IsAsciiLetter(first) || first == '_');

    private static bool IsOneName(RunInstruction run, string name) =>
        name is "HOME" or "PWD" or "OLDPWD"
        || run.Scope.Find(name) is { State: VariableState.Known, Value: { Length: > 0 } value } && value.IndexOfAny([' ', '\t', '*', '?', '[']) < 0;
}
