namespace PipelineGuard.Dockerfiles.Rules;

internal static partial class DockerfileRules
{
    // PGD5: .NET, Node, Python.
    private static IEnumerable<DockerfileRule> Languages =>
    [
    ];
}
