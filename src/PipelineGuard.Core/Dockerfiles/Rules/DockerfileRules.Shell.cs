namespace PipelineGuard.Dockerfiles.Rules;

internal static partial class DockerfileRules
{
    // PGD3: other commands and the shell itself.
    private static IEnumerable<DockerfileRule> Shell =>
    [
        new UseWorkdir(),
        new DropSudo(),
        new RunOnlyWhatBuildsNeed(),
        new FailWithThePipe(),
        new ChooseOneDownloader(),
        new ChooseTheShell(),
        new QuietWget(),
        new PipeNoDownloadIntoShells(),
        new VerifyDownloadHosts(),
        new FailOnHttpErrors(),
        new DownloadOverTls(),
        new CheckDownloads(),
        new KeepFilesFromTheWorld(),
        new SetNoUserBits(),
        new SetNoPasswords(),
        new AskForPasswords(),
        new GuardDeletions(),
        new CheckChangesOfFolder(),
        new EndWithExec(),
        new QuoteVariablesInTests(),
        new ReplaceBackticks(),
        new WriteForTheShell(),
        new KeepExitStatus(),
        new ReadFilesDirectly(),
        new SetWhatLasts(),
        new DeleteInTheSameLayer(),
        new TraceNoSecrets(),
        new LetInstallsFail(),
        new DeleteNoRoot(),
        new NoticeFailures(),
        new BranchWithIf(),
        new QuoteInDeletions(),
    ];
}
