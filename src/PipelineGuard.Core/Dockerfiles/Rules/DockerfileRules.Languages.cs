namespace PipelineGuard.Dockerfiles.Rules;

internal static partial class DockerfileRules
{
    // PGD5: .NET, Node, Python.
    private static IEnumerable<DockerfileRule> Languages =>
    [
        new ShipRuntimeNotSdk(),
        new RunDotnetAsApp(),
        new UseSupportedDotnet(),
        new RestoreBeforeCopyingSources(),
        new PublishRelease(),
        new RestoreOnce(),
        new ShipProductionEnvironment(),
        new ListenAboveReservedPorts(),
        new StartTheBuiltApplication(),
        new UseCurrentDotnetNames(),
        new UseChiselledImages(),
        new KeepNuGetPasswordsOutOfConfig(),
        new CopyRestoreSettings(),
        new SetNodeProduction(),
        new StartNodeDirectly(),
        new UnbufferPython(),
    ];
}
