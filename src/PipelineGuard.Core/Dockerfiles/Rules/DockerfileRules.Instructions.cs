namespace PipelineGuard.Dockerfiles.Rules;

internal static partial class DockerfileRules
{
    // PGD0: what a single instruction says.
    private static IEnumerable<DockerfileRule> Instructions =>
    [
        new ParseDockerfile(),
        new PinBaseImage(),
        new ReplaceMaintainer(),
    ];
}
