namespace PipelineGuard.Dockerfiles.Rules;

internal static partial class DockerfileRules
{
    // PGD6: what the build context sends.
    private static IEnumerable<DockerfileRule> Context =>
    [
    ];
}
