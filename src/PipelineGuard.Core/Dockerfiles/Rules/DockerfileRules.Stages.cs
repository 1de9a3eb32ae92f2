namespace PipelineGuard.Dockerfiles.Rules;

internal static partial class DockerfileRules
{
    // PGD1: stages and the build as a whole.
    private static IEnumerable<DockerfileRule> Stages =>
    [
        new UseSupportedDistribution(),
        new UseSupportedRuntime(),
        new ShipReleasedBase(),
        new LeaveToolchainBehind(),
        new JoinRuns(),
        new RestoreBeforeCopyingAll(),
    ];
}
