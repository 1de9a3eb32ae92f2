using System.Text.RegularExpressions;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds image names that are none unless the build gives an argument.</summary>
internal sealed partial class GiveFromArgumentsDefaults : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD034", "Give arguments of FROM valid defaults", Severity.Medium)
    {
        Why = "Without --build-arg the image name is empty or broken, so the Dockerfile cannot be built, scanned or updated by itself.",
        Fix = "Give the ARG a default, or write ${NAME:-default}.",
        Flags = ["ARG TAG\nFROM debian:$TAG", "ARG BASE\nFROM $BASE", "ARG TAG=\nFROM debian:$TAG", "ARG REGISTRY\nFROM ${REGISTRY}/debian:12.5"],
        Allows =
        [
            "ARG TAG=12.5\nFROM debian:$TAG", "ARG TAG\nFROM debian:${TAG:-12.5}", "ARG SUFFIX\nFROM debian:12.5$SUFFIX",
            "FROM debian:12.5-$TARGETARCH", "ARG BASE\nFROM ${BASE:?}",
            "FROM $UNDECLARED", "ARG D=sha256:4f2a91c0\nFROM localhost:5000/a/b_c@$D", "FROM debian:12.5 AS Base\nFROM Base",
        ],
        Tags = ["docker:InvalidDefaultArgInFrom"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from stage in file.Stages
        where stage.Base is { IsEarlierStage: false } && stage.From.Image is not null
        let uses = VariableUse.In(stage.From.Image!.Text, stage.From.Escape)
        where uses.Count > 0 && uses.All(use => use.CopesWithoutValue || IsArgument(stage.From.Scope.Find(use.Name)))
        // What a required variable gives is not our guess to make.
        where !uses.Any(use => use.Operator.EndsWith('?'))
        let name = stage.Base!.Reference.Text.Replace($"{Scope.Unknown}", "", StringComparison.Ordinal)
        where !ImageName().IsMatch(name)
        select At(file, stage.From.Image!, $"Without arguments the base image is {SyntaxProblems.Quote(name)}, which is no image name.");

    private static bool IsArgument(Variable variable) => variable.State is VariableState.Known or VariableState.Unset;

    // Registry with port, path, tag, digest: the distribution reference grammar, loosely.
    [GeneratedRegex(
        @"^([A-Za-z0-9.-]+(:[0-9]+)?/)?[a-z0-9]+([._/-]+[a-z0-9]+)*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?(@[A-Za-z0-9+._-]+:[0-9a-fA-F]+)?$")]
    private static partial Regex ImageName();
}
