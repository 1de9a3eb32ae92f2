namespace PipelineGuard.Dockerfiles.Rules;

internal static partial class DockerfileRules
{
    // PGD4: credentials that reach a layer or the history.
    private static IEnumerable<DockerfileRule> Secrets =>
    [
    ];
}
