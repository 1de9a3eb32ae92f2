using System.Collections.Frozen;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>rm -rf "$DIR/"*</c>, which deletes everything when the variable is empty.</summary>
internal sealed class GuardDeletions : DockerfileRule
{
    // Folders that no system survives without.
    private static readonly FrozenSet<string> SystemFolders =
        ["", "*", "bin", "boot", "dev", "etc", "home", "lib", "lib64", "opt", "root", "run", "sbin", "srv", "sys", "usr", "var", "tmp"];

    // Set by every shell.
    private static readonly string[] AlwaysSet = ["HOME", "PWD", "OLDPWD"];

    public override RuleInfo Info { get; } = new("PGD317", "Guard deletions against empty variables", Severity.High)
    {
        Why = "When the variable is empty or has a typing error, rm -rf \"$DIR/\"* begins at the root of the file system.",
        Fix = "Write ${DIR:?}: then the shell stops when the variable is empty.",
        Flags =
        [
            "FROM debian:12.5\nARG TARGET\nRUN rm -rf \"$TARGET/\"",
            "FROM debian:12.5\nARG TARGET\nRUN rm -rf $TARGET/*",
            "FROM debian:12.5\nRUN make && rm -fr \"${PREFIX}/usr\"",
        ],
        Allows =
        [
            "FROM debian:12.5\nARG TARGET\nRUN rm -rf \"${TARGET:?}/\"*",
            "FROM debian:12.5\nENV TARGET=/app/build\nRUN rm -rf \"$TARGET/\"*",
            "FROM debian:12.5\nARG TARGET\nRUN rm -rf \"$TARGET\"",
            "FROM debian:12.5\nARG TARGET\nRUN set -u; rm -rf \"$TARGET/\"*",
            "FROM debian:12.5\nRUN dir=/x; rm -rf \"$dir/\"*",
            "FROM debian:12.5\nRUN for d in a b; do rm -rf \"$d/\"*; done",
            "FROM debian:12.5\nRUN rm -rf \"$GOPATH/pkg/mod\" $HOME/* && rm \"$X/\"*",
        ],
        Tags = ["shellcheck:SC2115"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) => file.Runs("rm").SelectMany(run => Check(file, run));

    private IEnumerable<Finding> Check(Dockerfile file, RunInstruction run)
    {
        HashSet<string>? set = null;
        foreach (var command in Deletions.In(run).Where(command => !command.Options.NoUnset))
        {
            foreach (var word in command.Operands)
            {
                if (word is not { Shape: [Scope.Unknown, '/', ..], Expansions: [{ Kind: ShellExpansionKind.Variable, Operator: "" } variable] }) continue;
                if (!SystemFolders.Contains(word.Shape[2..].TrimEnd('/')) || AlwaysSet.Contains(variable.Name)) continue;
                set ??= ShellVariables.SetIn(run.Script);
                bool isKnown = set.Contains(variable.Name) || run.Scope.Find(variable.Name) is { State: VariableState.Known, Value.Length: > 0 };
                if (!isKnown) yield return Report(file, run, word, variable);
            }
        }
    }

    private Finding Report(Dockerfile file, RunInstruction run, ShellWord word, ShellExpansion variable) =>
        At(file, word, $"If '{variable.Name}' is empty, this deletes {SyntaxProblems.Quote(word.Shape.AsSpan(1))}.", new($"Write ${{{variable.Name}:?}}.")
        {
            Edits = run.IsExecForm ? [] : [file.Replace(variable, $"${{{variable.Name}:?}}")],
        });
}
