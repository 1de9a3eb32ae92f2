using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds a <c>CMD</c> that a shell-form <c>ENTRYPOINT</c> never sees.</summary>
internal sealed class LetEntrypointTakeCmd : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD053", "Use the JSON form of ENTRYPOINT together with CMD", Severity.Medium)
    {
        Why = "The shell form of ENTRYPOINT ignores CMD and the arguments of docker run alike, so the default arguments written here never arrive.",
        Fix = "Write ENTRYPOINT in the JSON form, or put the arguments into it and remove the CMD.",
        Flags =
        [
            "FROM debian:12.5\nENTRYPOINT /app/serve\nCMD [\"--port\", \"80\"]", "FROM debian:12.5\nCMD [\"x\"]\nENTRYPOINT exec serve $OPTIONS",
            "FROM debian:12.5 AS base\nENTRYPOINT serve\nFROM base\nCMD [\"x\"]",
        ],
        Allows =
        [
            "FROM debian:12.5\nENTRYPOINT [\"/app/serve\"]\nCMD [\"--port\", \"80\"]", "FROM debian:12.5\nENTRYPOINT /app/serve",
            "FROM debian:12.5\nCMD [\"x\"]",
            "FROM debian:12.5 AS base\nENTRYPOINT serve\nFROM alpine:3.20\nCMD [\"x\"]",
            "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nENTRYPOINT app.exe\nCMD x",
        ],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        var inherited = new Dictionary<Stage, CommandInstruction>();
        foreach (var stage in file.Stages)
        {
            var below = stage.Base?.Stage is { } lower ? inherited.GetValueOrDefault(lower) : null;
            var entrypoint = stage.Last(InstructionKind.Entrypoint) as CommandInstruction ?? below;
            if (entrypoint is null) continue;
            inherited[stage] = entrypoint;
            if (entrypoint is { IsExecForm: false, Shell.Kind: ShellKind.Posix, Command.Length: > 0 } && stage.Last(InstructionKind.Cmd) is { } cmd)
            {
                int line = file.Source.PositionOf(entrypoint.Span.Start).Line;
                yield return At(file, cmd, $"The ENTRYPOINT in line {line} is in the shell form and ignores this {cmd.Keyword}.");
            }
        }
    }
}
