using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>The <c>rm -r</c> of a script whose operands can be judged: not those of loops and functions, whose variables others set.</summary>
internal static class Deletions
{
    /// <summary>Those of an instruction, in order.</summary>
    public static IEnumerable<ShellCommand> In(RunInstruction run) =>
        run.Script.Commands.Where(command => command.Is("rm") && command.HasFlag("-r", "-R", "--recursive") && !command.IsWithin(ShellRole.Loop) && !command.IsWithin(ShellRole.Function));
}
