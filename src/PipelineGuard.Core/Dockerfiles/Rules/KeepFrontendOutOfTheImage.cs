using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>DEBIAN_FRONTEND</c> in the environment of the running container.</summary>
internal sealed class KeepFrontendOutOfTheImage : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD238", "Set DEBIAN_FRONTEND for the build only", Severity.Info)
    {
        Why = "ENV outlives the build: whoever opens a shell in the container, or builds upon the image, gets no prompts either and wonders why.",
        Fix = "Write ARG DEBIAN_FRONTEND=noninteractive, or set it in front of apt-get.",
        Flags =
        [
            "FROM debian:12.5\nENV DEBIAN_FRONTEND=noninteractive",
            "FROM debian:12.5\nENV DEBIAN_FRONTEND noninteractive",
            "FROM debian:12.5\nENV LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive",
        ],
        Allows =
        [
            "FROM debian:12.5\nARG DEBIAN_FRONTEND=noninteractive",
            "FROM debian:12.5\nRUN DEBIAN_FRONTEND=noninteractive apt-get update",
            "FROM debian:12.5\nENV DEBIAN_FRONTEND=noninteractive\nRUN ./install\nENV DEBIAN_FRONTEND=",
            "FROM debian:12.5 AS build\nENV DEBIAN_FRONTEND=noninteractive\nFROM debian:12.5\nCOPY --from=build /app /app",
        ],
        Tags = [],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        var settings = from instruction in file.Shipped<EnvInstruction>()
                       from pair in instruction.Pairs
                       where pair.Name == "DEBIAN_FRONTEND"
                       select (Instruction: instruction, Pair: pair);
        // The last one is what the image has.
        if (settings.LastOrDefault() is not { Pair.Value.Text: "noninteractive" or "\"noninteractive\"" } last) yield break;
        bool isAlone = last.Instruction is { IsLegacy: false, Pairs.Length: 1, Stage.IsFinal: true };
        yield return At(file, last.Pair, "DEBIAN_FRONTEND stays set in the running container.", new("Use ARG instead of ENV.")
        {
            Edits = isAlone ? [file.Replace(last.Instruction.Keyword, "ARG")] : [],
        });
    }
}
