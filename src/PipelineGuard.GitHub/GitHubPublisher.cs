using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Reporting;
using PipelineGuard.Reporting.Json.Reading;

namespace PipelineGuard.GitHub;

/// <summary>
/// Publishes a report to GitHub. Each thing stands alone: what the token may not do is said, with the permission that is missing, and the rest
/// is still done. Nothing here changes the verdict.
/// </summary>
internal static class GitHubPublisher
{
    /// <summary>Reads a JSON report and does what is wished for; the rest is as below.</summary>
    /// <exception cref="GuardException">Also when the report cannot be read (PG6010).</exception>
    public static Task<ImmutableArray<Publication>> PublishAsync(
        string reportFile, PublishWishes wishes, GitHubPlace place, Func<string, string?> variable, string? token, Patience patience, TimeProvider time, CancellationToken cancellation) =>
        PublishAsync(JsonReportReader.Read(reportFile), wishes, place, variable, token, patience, time, cancellation);

    /// <summary>Does what is wished for.</summary>
    /// <param name="report">The report.</param>
    /// <param name="wishes">What to publish.</param>
    /// <param name="place">Where, as far as the user says it.</param>
    /// <param name="variable">The value of an environment variable; null when it is not set.</param>
    /// <param name="token">The token; null or empty when there is none.</param>
    /// <param name="patience">How patient it is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What became of each wish, in a fixed order.</returns>
    /// <exception cref="GuardException">The SARIF file cannot be read (PG6010), or it is not known where to publish (PG6011).</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<ImmutableArray<Publication>> PublishAsync(
        ScanReport report, PublishWishes wishes, GitHubPlace place, Func<string, string?> variable, string? token, Patience patience, TimeProvider time, CancellationToken cancellation)
    {
        // Before anything is done, so that a wrong file name leaves no half-done job.
        var upload = wishes.Sarif is { } file ? SarifFile.Read(file) : null;
        var job = wishes.NeedsToken ? GitHubJob.Of(place, variable) : null;
        var done = ImmutableArray.CreateBuilder<Publication>();
        if (wishes.Summary) done.Add(StepSummary.Append(report, variable("GITHUB_STEP_SUMMARY")));
        if (job is null) return done.ToImmutable();
        if (string.IsNullOrEmpty(token))
        {
            done.Add(new("everything else", "There is no token in GITHUB_TOKEN.", Problems.PublishRefused));
            return done.ToImmutable();
        }
        using var api = new GitHubApi(job, token, patience, time, cancellation);
        if (upload is not null) done.Add(await TryAsync("code scanning", "security-events: write", () => new SarifUpload(api, job, patience, time).SendAsync(upload, cancellation)).ConfigureAwait(false));
        if (wishes.Check) done.Add(await TryAsync("check run", "checks: write", () => CheckRun.CreateAsync(api, job, report)).ConfigureAwait(false));
        if (wishes.Comment) done.Add(await TryAsync("pull request comment", "pull-requests: write", () => PullRequestComment.PutAsync(api, job, report)).ConfigureAwait(false));
        if (wishes.Suggestions) done.Add(await TryAsync("suggestions", "pull-requests: write", () => Suggestions.PostAsync(api, job, report)).ConfigureAwait(false));
        if (wishes.Snapshot) done.Add(await TryAsync("dependency snapshot", "contents: write", () => DependencySnapshot.SubmitAsync(api, job, report, time)).ConfigureAwait(false));
        return done.ToImmutable();
    }

    private static async Task<Publication> TryAsync(string what, string permission, Func<Task<string>> publish)
    {
        try
        {
            return new(what, await publish().ConfigureAwait(false), null);
        }
        catch (GitHubException failure) when (failure.IsRefusal)
        {
            return new(what, $"GitHub answered {failure.Message}. It needs 'permissions: {permission}', which pull requests from forks never have.", failure.Problem);
        }
        catch (GitHubException failure)
        {
            return new(what, Phrases.Sentence(failure.Message), failure.Problem);
        }
    }
}
