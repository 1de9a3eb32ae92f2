namespace PipelineGuard.Dockerfiles.Rules;

internal static partial class DockerfileRules
{
    // PGD2: package managers.
    private static IEnumerable<DockerfileRule> Packages =>
    [
        new AnswerAptPrompts(),
        new SkipRecommendedPackages(),
        new PinAptPackages(),
        new DeleteAptLists(),
        new PreferAptGet(),
        new UpgradeTheBaseImage(),
        new UpdateAndInstallTogether(),
        new SkipApkCache(),
        new PinApkPackages(),
        new AnswerYumPrompts(),
        new CleanYumCache(),
        new PinYumPackages(),
        new AnswerDnfPrompts(),
        new CleanDnfCache(),
        new PinDnfPackages(),
        new AnswerZypperPrompts(),
        new UpgradeTheSuseBaseImage(),
        new CleanZypperCache(),
        new PinZypperPackages(),
        new PinPythonPackages(),
        new SkipPipCache(),
        new PinNodePackages(),
        new InstallFromLockFile(),
        new CleanNodeCache(),
        new PinGems(),
    ];
}
