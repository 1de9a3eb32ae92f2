using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>An instruction that holds a command: <c>CMD</c> and <c>ENTRYPOINT</c>, and the base of <c>RUN</c> and <c>HEALTHCHECK</c>.</summary>
/// <param name="parts">What all instructions have.</param>
/// <param name="command">The command: the arguments, or what follows the <c>CMD</c> of a health check.</param>
/// <param name="exec">The words of the JSON form; default for the shell form.</param>
internal class CommandInstruction(InstructionParts parts, MappedText command, ImmutableArray<MappedText> exec) : Instruction(parts)
{
    private ShellScript? _script;

    /// <summary>The command as one logical line.</summary>
    public MappedText Command { get; } = command;

    /// <summary>True for the JSON form, which runs without a shell.</summary>
    public bool IsExecForm => !exec.IsDefault;

    /// <summary>The words of the JSON form, escapes resolved; empty for the shell form.</summary>
    public ImmutableArray<MappedText> Exec => exec.IsDefault ? [] : exec;

    /// <summary>The shell that the shell form would use at this place.</summary>
    public StageShell Shell { get; internal set; } = StageShell.Posix;

    /// <summary>True when one of some texts may stand in one of its words or documents, letters of either case: a cheap look in front of a thorough one.</summary>
    public bool MayHold(TextMarks marks)
    {
        if (IsExecForm || marks.AreIn(Command.Text)) return true;
        foreach (var heredoc in Heredocs)
        {
            if (marks.AreIn(heredoc.Body.Text)) return true;
        }
        return false;
    }

    /// <summary>
    /// What it runs, read once and only when asked for. The exec form gives its one command, or the script behind <c>sh -c</c>.
    /// A shell that we do not read (PowerShell, cmd) gives an empty script that says so.
    /// </summary>
    public ShellScript Script => _script ?? Interlocked.CompareExchange(ref _script, CommandScripts.Read(this), null) ?? _script;
}

/// <summary><c>RUN</c>.</summary>
internal sealed class RunInstruction(InstructionParts parts, ImmutableArray<MappedText> exec) : CommandInstruction(parts, parts.Arguments, exec)
{
    /// <summary>The <c>--mount</c> options.</summary>
    public ImmutableArray<Mount> Mounts { get; } =
        [.. parts.Flags.Where(flag => flag.Name.Equals("mount", StringComparison.OrdinalIgnoreCase)).Select(flag => new Mount(flag))];
}

/// <summary><c>HEALTHCHECK NONE</c> or <c>HEALTHCHECK [options] CMD command</c>.</summary>
internal sealed class HealthcheckInstruction(InstructionParts parts, bool isNone, MappedText command, ImmutableArray<MappedText> exec)
    : CommandInstruction(parts, command, exec)
{
    /// <summary>True for <c>NONE</c>, which removes an inherited check.</summary>
    public bool IsNone { get; } = isNone;
}
