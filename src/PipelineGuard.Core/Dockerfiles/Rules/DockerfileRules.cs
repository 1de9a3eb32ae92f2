using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>
/// All rules for Dockerfiles, listed by what they look at. Ids: PGD0 single instructions, PGD1 stages and the build as a whole, PGD2 packages,
/// PGD3 shell, PGD4 secrets, PGD5 .NET and other languages, PGD6 build context.
/// </summary>
internal static partial class DockerfileRules
{
    /// <summary>Every rule once, by id.</summary>
    public static ImmutableArray<DockerfileRule> All { get; } =
        [.. Instructions.Concat(Stages).Concat(Packages).Concat(Shell).Concat(Secrets).Concat(Languages).Concat(Context).OrderBy(rule => rule.Info.Id, StringComparer.Ordinal)];

    /// <summary>Runs all rules over one file; the findings are ordered as every report orders them.</summary>
    public static ImmutableArray<Finding> Check(Dockerfile file, DockerfileContext context) =>
        [.. All.SelectMany(rule => rule.Check(file, context)).Order()];
}
