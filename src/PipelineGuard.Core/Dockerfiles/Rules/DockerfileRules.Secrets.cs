namespace PipelineGuard.Dockerfiles.Rules;

internal static partial class DockerfileRules
{
    // PGD4: credentials that reach a layer or the history.
    private static IEnumerable<DockerfileRule> Secrets =>
    [
        new KeepSecretsOutOfEnv(),
        new KeepSecretsOutOfArg(),
        new KeepSecretsOutOfLabels(),
        new KeepLoginsOutOfUrls(),
        new MountTokensForRequests(),
        new KeepSecretFilesOut(),
        new MountNpmLogin(),
        new MountPipLogin(),
        new MountNuGetLogin(),
        new KeepPrivateKeysOut(),
        new DeleteSecretsInTheSameLayer(),
        new LeaveMountedSecretsMounted(),
        new MountInsteadOfArg(),
        new KeepTokensOut(),
    ];
}
