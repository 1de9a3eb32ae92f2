using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Asks what a container of a stage will find: its own instructions and those of the stages that it stands on.</summary>
internal static class StageQueries
{
    /// <summary>The instructions of a type that shape the image, the stages below first.</summary>
    public static IEnumerable<T> AllBelow<T>(this Stage stage) where T : Instruction => stage.Lineage.Reverse().SelectMany(below => below.All<T>());

    /// <summary>
    /// The <c>CMD</c> and the <c>ENTRYPOINT</c> that a container starts with. A stage that names an <c>ENTRYPOINT</c> drops the <c>CMD</c> of
    /// those below it (Dockerfile reference, "Understand how CMD and ENTRYPOINT interact").
    /// </summary>
    public static IEnumerable<CommandInstruction> Start(this Stage stage)
    {
        CommandInstruction? command = null, entrypoint = null;
        foreach (var below in stage.Lineage.TakeWhile(_ => entrypoint is null))
        {
            command ??= below.Last(InstructionKind.Cmd) as CommandInstruction;
            entrypoint = below.Last(InstructionKind.Entrypoint) as CommandInstruction;
        }
        return new[] { entrypoint, command }.OfType<CommandInstruction>();
    }

    /// <summary>What a container starts, as far as it can be read.</summary>
    public static IEnumerable<ShellCommand> StartCommands(this Stage stage) => stage.Start().SelectMany(instruction => instruction.Script.Commands);

    /// <summary>The last definition of an environment variable, and its value when that is known; null when no instruction sets it.</summary>
    public static (Pair Pair, string? Value)? Environment(this Stage stage, string name)
    {
        foreach (var env in stage.Lineage.SelectMany(below => below.All<EnvInstruction>().Reverse()))
        {
            if (env.Pairs.LastOrDefault(pair => pair.Name == name) is { } pair) return (pair, env.Scope.Expand(pair.Value!));
        }
        return null;
    }

    /// <summary>The user that a container starts with, as far as it is known; null when no instruction names one.</summary>
    public static string? UserName(this Stage stage) =>
        stage.LastInherited(InstructionKind.User) is ValueInstruction { Value: { } user } instruction
            ? instruction.Scope.ExpandPartly(user.Text).Split(':')[0]
            : null;
}
