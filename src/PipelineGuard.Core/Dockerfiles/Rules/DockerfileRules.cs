using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>
/// All rules for Dockerfiles. Ids: PGD0 single instructions, PGD1 stages and the build as a whole, PGD2 packages and commands of RUN,
/// PGD3 shell, PGD4 secrets, PGD5 .NET, PGD6 build context, PGD7 other languages.
/// </summary>
internal static class DockerfileRules
{
    /// <summary>Every rule once, by id.</summary>
    public static ImmutableArray<DockerfileRule> All { get; } =
    [
        new ParseDockerfile(),
        new ExplainIgnoreComments(),
        new PinBaseImage(),
        new ReplaceMaintainer(),
        new AnswerAptPrompts(),
    ];

    /// <summary>Runs all rules over one file; the findings are ordered as every report orders them.</summary>
    public static ImmutableArray<Finding> Check(Dockerfile file, DockerfileContext context) =>
        [.. All.SelectMany(rule => rule.Check(file, context)).Order()];
}
