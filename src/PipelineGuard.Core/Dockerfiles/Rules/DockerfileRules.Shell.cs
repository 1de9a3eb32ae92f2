namespace PipelineGuard.Dockerfiles.Rules;

internal static partial class DockerfileRules
{
    // PGD3: other commands and the shell itself.
    private static IEnumerable<DockerfileRule> Shell =>
    [
    ];
}
