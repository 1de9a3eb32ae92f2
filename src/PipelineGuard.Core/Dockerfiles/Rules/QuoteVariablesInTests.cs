using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds tests that break, or are always true, when a variable is empty.</summary>
internal sealed class QuoteVariablesInTests : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD320", "Quote variables in tests", Severity.Low)
    {
        Why = "An empty variable without quotes disappears: [ $A = b ] is then an error, and [ -n $A ] is always true.",
        Fix = "Put the variable in double quotes.",
        Flags =
        [
            "FROM debian:12.5\nARG MODE\nRUN if [ $MODE = debug ]; then make debug; fi",
            "FROM debian:12.5\nARG MODE\nRUN test -n $MODE && make",
            "FROM debian:12.5\nARG MODE\nRUN [ -z ${MODE} ] || make",
        ],
        Allows =
        [
            "FROM debian:12.5\nARG MODE\nRUN if [ \"$MODE\" = debug ]; then make debug; fi",
            "FROM debian:12.5\nENV MODE=debug\nRUN [ $MODE = debug ] && make",
            "FROM debian:12.5\nRUN make; [ $? = 0 ]",
            "FROM debian:12.5\nARG MODE\nSHELL [\"/bin/bash\", \"-c\"]\nRUN [[ $MODE == debug ]] || make",
            "FROM debian:12.5\nARG MODE\nRUN [ x$MODE = xdebug ] || make",
        ],
        Tags = ["shellcheck:SC2086", "shellcheck:SC2070"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.Runs("[", "test")
        from command in run.Script.Commands
        where command.IsAny("[", "test")
        from word in command.Arguments
        let variable = VariableIn(word)
        where variable is not null && run.Scope.Find(variable.Name) is not { State: VariableState.Known, Value.Length: > 0 }
        select At(file, word, $"This test goes wrong when '{variable.Name}' is empty.", new("Put it in double quotes.")
        {
            Edits = run.IsExecForm || command.Interpreter is not null ? [] : [file.InsertBefore(word, "\""), file.InsertAfter(word, "\"")],
        });

    // The variable that is all of a word; $? and its like are never empty.
    private static ShellExpansion? VariableIn(ShellWord word) =>
        word is { IsQuoted: false, Shape.Length: 1, Expansions: [{ Kind: ShellExpansionKind.Variable, Operator: "", Name: [var first, ..] } variable] }
            && (char.IsAsciiLetter(first) || first == '_') ? variable : null;
}
