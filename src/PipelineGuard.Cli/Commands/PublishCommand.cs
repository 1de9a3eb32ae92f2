using System.Collections.Immutable;
using System.CommandLine;
using PipelineGuard.Findings;
using PipelineGuard.GitHub;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;

namespace PipelineGuard.Cli.Commands;

/// <summary><c>pipelineguard publish github REPORT</c>: shows a finished report at the places that a host has for it.</summary>
internal static class PublishCommand
{
    public static Command Make(Terminal terminal) => new("publish", "Show a finished report at the places that a host has for it.") { GitHub(terminal) };

    private static Command GitHub(Terminal terminal)
    {
        var report = new Argument<string>("REPORT") { Description = "The report that 'pipelineguard scan -o json=FILE' wrote." };
        var sarif = new Option<string>("--sarif") { Description = "Upload this SARIF file to code scanning and wait until GitHub has taken it.", HelpName = "FILE" };
        var check = new Option<bool>("--check") { Description = "Make a check run with the verdict and all annotations on lines." };
        var comment = new Option<bool>("--comment") { Description = "Write one comment on the pull request, or change the one that is there." };
        var suggestions = new Option<bool>("--suggestions") { Description = "Suggest fixes of one line on the pull request." };
        var snapshot = new Option<bool>("--snapshot") { Description = "Tell the dependency graph what is in the images." };
        var summary = new Option<bool>("--summary") { Description = "Add the report to the summary of the step; needs no token." };
        var repository = new Option<string>("--repository") { Description = "The repository. [default: $GITHUB_REPOSITORY]", HelpName = "OWNER/NAME" };
        var commit = new Option<string>("--sha") { Description = "The commit that was scanned. [default: $GITHUB_SHA]", HelpName = "SHA" };
        var reference = new Option<string>("--ref") { Description = "Where it was checked out from. [default: $GITHUB_REF]", HelpName = "REF" };
        var pull = new Option<int?>("--pull-request") { Description = "The pull request. [default: the one of the workflow's event]", HelpName = "NUMBER" };
        var api = new Option<string>("--api-url") { Description = "The REST API. [default: $GITHUB_API_URL]", HelpName = "URL" };
        var command = new Command("github", "Publish a report to GitHub, with the token in GITHUB_TOKEN. What the token may not do is said and changes nothing else; the verdict is never touched.")
        {
            report,
            sarif,
            check,
            comment,
            suggestions,
            snapshot,
            summary,
            repository,
            commit,
            reference,
            pull,
            api,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var wishes = new PublishWishes
            {
                Sarif = parsed.GetValue(sarif),
                Check = parsed.GetValue(check),
                Comment = parsed.GetValue(comment),
                Suggestions = parsed.GetValue(suggestions),
                Snapshot = parsed.GetValue(snapshot),
                Summary = parsed.GetValue(summary),
            };
            var place = new GitHubPlace
            {
                Repository = parsed.GetValue(repository),
                Commit = parsed.GetValue(commit),
                Ref = parsed.GetValue(reference),
                PullRequest = parsed.GetValue(pull),
                Api = parsed.GetValue(api),
            };
            return RunAsync(parsed.GetValue(report)!, wishes, place, terminal, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(string file, PublishWishes wishes, GitHubPlace place, Terminal terminal, CancellationToken cancellation)
    {
        if (!wishes.Any) throw new GuardException(Problems.BadUsage, "publish github", "It is not said what to publish: --sarif, --check, --comment, --suggestions, --snapshot or --summary.");
        var token = Variable("GITHUB_TOKEN") ?? Variable("GH_TOKEN");
        var done = await GitHubPublisher.PublishAsync(file, wishes, place, Variable, token, new Patience(), TimeProvider.System, cancellation);
        Tell(done, terminal);
        return done.Any(publication => publication.Problem == Problems.PublishFailed) ? ExitCodes.Failure : ExitCodes.Pass;
    }

    private static void Tell(ImmutableArray<Publication> done, Terminal terminal)
    {
        foreach (var (what, outcome, problem) in done)
        {
            if (problem is null) terminal.Out.WriteLine(SafeText.OneLine($"{what}: {outcome}"));
            else terminal.Error.WriteLine(SafeText.OneLine($"{problem.Code}: {what}: {outcome}"));
        }
    }

    // The runner sets a variable to nothing where it has no value.
    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
