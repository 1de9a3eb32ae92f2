namespace PipelineGuard.Dockerfiles.Rules;

internal static partial class DockerfileRules
{
    // PGD2: package managers.
    private static IEnumerable<DockerfileRule> Packages =>
    [
        new AnswerAptPrompts(),
    ];
}
