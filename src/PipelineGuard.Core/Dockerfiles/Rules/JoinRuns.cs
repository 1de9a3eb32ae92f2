using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds several <c>RUN</c> instructions in a row in the stage that is shipped.</summary>
internal sealed class JoinRuns : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD105", "Join RUN instructions that belong together", Severity.Info)
    {
        Why = "Each RUN is a layer: what a later one deletes stays in the image, and each costs a little time when it is pulled.",
        Fix = "Join them with && or a heredoc, unless the build cache profits from the split.",
        Flags =
        [
            "FROM debian:12.5\nRUN a\nRUN b", "FROM debian:12.5\nRUN a\n\n# b\nRUN b\nRUN c\nCOPY . .\nRUN d",
            "FROM debian:12.5\nRUN --mount=type=cache,target=/c a\nRUN --mount=type=cache,target=/c b",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN a\nCOPY . .\nRUN b", "FROM debian:12.5 AS build\nRUN a\nRUN b\nFROM debian:12.5\nRUN c",
            "FROM debian:12.5\nRUN --mount=type=cache,target=/c a\nRUN b",
            "FROM debian:12.5\nRUN <<EOF\na\nEOF\nRUN <<EOF\nb\nEOF", "FROM debian:12.5\nONBUILD RUN a\nONBUILD RUN b",
            "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN a\nRUN b",
        ],
        Tags = ["hadolint:DL3059"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        if (file.FinalStage is not { IsWindows: false } final) yield break;
        var instructions = final.Instructions;
        for (int at = 0, end; at < instructions.Length; at = end)
        {
            end = EndOfRow(instructions, at);
            if (end - at > 1) yield return At(file, instructions[at + 1], $"{end - at} RUN instructions in a row make as many layers.");
        }
    }

    // The position behind the last instruction that could be joined with this one.
    private static int EndOfRow(ImmutableArray<Instruction> instructions, int start)
    {
        int end = start + 1;
        while (end < instructions.Length && instructions[start] is RunInstruction first && instructions[end] is RunInstruction next && CanJoin(first, next)) end++;
        return end;
    }

    private static bool CanJoin(RunInstruction first, RunInstruction next) =>
        first.Heredocs.IsEmpty && next.Heredocs.IsEmpty && !first.IsExecForm && !next.IsExecForm
        && first.Flags.Select(flag => flag.Value).SequenceEqual(next.Flags.Select(flag => flag.Value));
}
