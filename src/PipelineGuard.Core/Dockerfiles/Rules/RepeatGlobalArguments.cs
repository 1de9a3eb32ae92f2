using System.Text.RegularExpressions;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds variables that are empty because their <c>ARG</c> stands in front of all stages, or nowhere.</summary>
internal sealed partial class RepeatGlobalArguments : DockerfileRule
{
    // Registries take no longer repository names.
    private const int LongestName = 255;
    private const int MostPairs = 32;

    public override RuleInfo Info { get; } = new("PGD035", "Declare variables in the stage that uses them", Severity.Low)
    {
        Why = "An ARG in front of the first FROM holds for FROM only: within a stage the variable is empty until the stage repeats the ARG.",
        Fix = "Add ARG with the name, and without a value, below the FROM.",
        Flags =
        [
            "ARG APP_VERSION=1.0\nFROM debian:12.5\nRUN echo $APP_VERSION", "ARG APP_VERSION=1.0\nFROM debian:12.5\nLABEL version=$APP_VERSION",
            "ARG DIR=/app\nFROM debian:12.5 AS a\nARG DIR\nFROM debian:12.5\nWORKDIR $DIR", "FROM scratch\nCOPY app $TARGET_DIR/",
            "FROM debian:12.5\nCOPY app $TARGET_DIR/", "FROM node:22\nENV PAHT=$PAHT:/app/bin", "FROM node:22\nARG TARGET=/app\nCOPY . $TAGRET",
        ],
        Allows =
        [
            "ARG APP_VERSION=1.0\nFROM debian:12.5\nARG APP_VERSION\nRUN echo $APP_VERSION",
            "ARG APP_VERSION=1.0\nFROM debian:12.5\nRUN APP_VERSION=2 && echo $APP_VERSION",
            "ARG NODE_VERSION=22.1\nFROM node:$NODE_VERSION\nLABEL node=$NODE_VERSION", "FROM debian:12.5\nRUN echo $HOME",
            "ARG A=1\nFROM debian:12.5\nRUN echo '$A' \"\\$A\" ${A:-2}",
            "ARG DIR=/app\nFROM debian:12.5 AS a\nENV DIR=/srv\nFROM a\nWORKDIR $DIR",
            "ARG A=1\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN echo $A",
            "ARG V=1\nFROM debian:12.5 AS a\nARG V\nFROM a\nRUN echo $V", "FROM scratch AS a\nARG V=/x\nFROM a\nCOPY a $V",
            "ARG N=1\nFROM debian:12.5\nRUN for N in 1 2; do echo $N; done", "ARG N=1\nFROM debian:12.5\nRUN read N && echo $N",
            "FROM debian:12.5\nENV PATH=/opt/bin:$PATH", "FROM node:22\nCOPY app $TARGET_DIR/", "ARG BASE=debian:12.5\nFROM $BASE\nCOPY app $TARGET_DIR/",
            "FROM node:22\nARG PORT1=80\nEXPOSE $PORT1 $PORT2", "FROM node:22\nARG DIR=/app\nCOPY . $DIRS",
        ],
        Tags = ["docker:UndefinedVar"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        var global = file.Instructions.TakeWhile(instruction => instruction is not FromInstruction).OfType<ArgInstruction>()
            .SelectMany(arg => arg.Pairs).Select(pair => pair.Name).ToHashSet(StringComparer.Ordinal);
        return
            from instruction in file.Instructions
            where instruction is { Stage: not null } and not FromInstruction
            from use in UsesIn(file, instruction, global).DistinctBy(use => use.Name)
            let state = instruction.Scope.Find(use.Name).State
            let message = state switch
            {
                VariableState.Undefined or VariableState.Unknown when global.Contains(use.Name) => $"'{use.Name}' is empty here: its ARG stands in front of the first FROM, and this stage does not repeat it.",
                VariableState.Undefined => $"'{use.Name}' is empty here: nothing defines it.",
                VariableState.Unknown => Undefined(instruction, use.Name),
                VariableState.Known or VariableState.Unset => null,
            }
            where message is not null && (instruction is not RunInstruction || state == VariableState.Unknown)
            where !IsFromBase(instruction.Stage!, use.Name) && !IsPredefined(use.Name)
            select At(file, use.Place, message);
    }

    private static IEnumerable<(string Name, ISyntax Place)> UsesIn(Dockerfile file, Instruction instruction, HashSet<string> global) => instruction switch
    {
        RunInstruction run => global.Count == 0 ? [] : UsesIn(file, run, global),
        CommandInstruction or OnbuildInstruction or ShellInstruction or UnknownInstruction => [],
        ValueInstruction { Kind: InstructionKind.Maintainer } => [],
        _ => from use in VariableUse.In(instruction.Arguments.Text, instruction.Escape) where !use.CopesWithoutValue select (use.Name, (ISyntax)instruction),
    };

    private static IEnumerable<(string Name, ISyntax Place)> UsesIn(Dockerfile file, RunInstruction run, HashSet<string> global)
    {
        var assigned = run.Script.Commands.SelectMany(command => command.Assignments).Select(assignment => assignment.Name).ToHashSet(StringComparer.Ordinal);
        // "read x", "export x=1" and the like set a variable by a plain word.
        foreach (var word in run.Script.Commands.SelectMany(command => command.Words)) assigned.Add(word.Shape.Split('=', 2)[0]);
        foreach (Match loop in LoopVariable().Matches(file.Source[run.Span].ToString())) assigned.Add(loop.Groups[1].Value);
        return
            from command in run.Script.Commands
            from word in command.Words
            from expansion in word.Expansions
            where expansion is { Kind: ShellExpansionKind.Variable, Operator: "" } && global.Contains(expansion.Name) && !assigned.Contains(expansion.Name)
            select (expansion.Name, (ISyntax)expansion);
    }

    // A base image may define any variable, but that of a plain distribution does not, and hardly any defines one that is spelled nearly like one at hand.
    private static string? Undefined(Instruction instruction, string name)
    {
        // "ENV PAHT=$PAHT:/bin" does not count as a definition; longer ones are not looked through for each use.
        int ownDefinitions = instruction is EnvInstruction { Pairs.Length: <= MostPairs } env ? env.Pairs.Count(pair => pair.Name == name) : 0;
        if (instruction.Stage?.Variables is not { } variables || variables.DefinitionsOf(name) > ownDefinitions) return null;
        if (variables.OwnNames.Append("PATH").FirstOrDefault(known => Slip.Separates(known, name)) is { } meant)
            return $"'{name}' is empty here, as it seems: did you mean '{meant}'?";
        return instruction.Stage.Root is { } image && OfficialImage.SetsOnlyPath(image) ? $"'{name}' is empty here: nothing defines it." : null;
    }

    // Official images define NODE_VERSION, PYTHON_VERSION, DOTNET_VERSION and their like.
    private static bool IsFromBase(Stage stage, string name) =>
        stage.Root?.Reference.Repository is { Length: <= LongestName } repository
        && repository.Split('/', '-').Any(part => part.Length > 1 && name.StartsWith(part, StringComparison.OrdinalIgnoreCase));

    private static bool IsPredefined(string name) => name is "PATH" or "HOME" or "HOSTNAME" or "PWD" or "USER" or "TERM";

    [GeneratedRegex(@"\bfor\s+([A-Za-z_][A-Za-z0-9_]*)")]
    private static partial Regex LoopVariable();
}
