namespace PipelineGuard.Dockerfiles.Rules;

internal static partial class DockerfileRules
{
    // PGD0: what a single instruction says.
    private static IEnumerable<DockerfileRule> Instructions =>
    [
        new ParseDockerfile(),
        new ExplainIgnoreComments(),
        new UseOneKeywordCasing(),
        new WriteAsLikeFrom(),
        new NameStagesInLowerCase(),
        new ReplaceMaintainer(),
        new PinBaseImage(),
        new PinBaseDigest(),
        new JoinKeysAndValues(),
        new UseJsonForm(),
        new WriteOneCmd(),
        new WriteOneEntrypoint(),
        new WriteOneHealthcheck(),
        new AddHealthcheck(),
        new ExposeValidPorts(),
        new ExposePortsOnly(),
        new KeepRemoteLoginOut(),
        new UseAbsoluteWorkdir(),
        new DropRoot(),
        new CopyLocalFiles(),
        new CheckDownloads(),
        new UnpackWithAdd(),
        new EndFolderWithSlash(),
        new CopyFromKnownSource(),
        new CopyFromOtherStages(),
        new NameStagesOnce(),
        new TrustRegistries(),
        new LeavePlatformToBuild(),
        new DropTargetPlatform(),
        new NestNoTriggers(),
        new SplitDependentEnv(),
        new SetWorkdirBeforeCopy(),
        new BeginWithFrom(),
    ];
}
