namespace PipelineGuard.Dockerfiles.Rules;

internal static partial class DockerfileRules
{
    // PGD6: what the build context sends.
    private static IEnumerable<DockerfileRule> Context =>
    [
        new IgnoreFilesOfTheContext(),
        new KeepGitHistoryOut(),
        new KeepBuildOutputOut(),
        new KeepLocalSecretsOut(),
        new KeepDevelopmentSettingsOut(),
        new KeepNodeModulesOut(),
        new CopyFilesThatAreSent(),
        new CopyFilesThatExist(),
        new StayInTheContext(),
        new KeepConfigLoginsOut(),
    ];
}
