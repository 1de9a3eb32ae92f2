using PipelineGuard.Policy;
using PipelineGuard.Reporting;
using PipelineGuard.Reporting.Sarif;

namespace PipelineGuard.GitHub;

/// <summary>
/// One comment on a pull request for what was scanned: the next run changes it instead of writing another. A hidden mark finds it again, made
/// of what was scanned, so that two jobs with two images do not overwrite each other's.
/// </summary>
internal static class PullRequestComment
{
    public static async Task<string> PutAsync(GitHubApi api, GitHubJob job, ScanReport report)
    {
        if (job.PullRequest is not { } number) return "There is no pull request.";
        var body = new CommentBody($"{Mark(report)}\n{Text(report)}");
        if (await FindAsync(api, number, report).ConfigureAwait(false) is { } old) return await UpdateAsync(api, old, body).ConfigureAwait(false);
        // Praise for every clean pull request is noise.
        if (report is { Verdict: Verdict.Pass, Findings.IsEmpty: true }) return "Nothing to say, so nothing was said.";
        try
        {
            var written = await api.PostAsync<Comment>($"issues/{number}/comments", body).ConfigureAwait(false);
            return await WithoutSecondAsync(api, number, report, written, body).ConfigureAwait(false);
        }
        catch (GitHubException failure) when (!failure.IsRefusal)
        {
            // The server may have stumbled after it had written it.
            if (await FindAsync(api, number, report).ConfigureAwait(false) is null) throw;
            return "Written, although GitHub stumbled over it.";
        }
    }

    internal static string Mark(ScanReport report) => $"<!-- {SarifCategory.Of(report)} -->";

    // Two runs that look at the same moment both find nothing and both write. Each then sees both: the first comment stays.
    private static async Task<string> WithoutSecondAsync(GitHubApi api, int number, ScanReport report, Comment? written, CommentBody body)
    {
        var first = await FindAsync(api, number, report).ConfigureAwait(false);
        if (written is not { Id: > 0 }) return first is not null ? "Written." : throw new GitHubException(null, "GitHub did not say that it wrote the comment, and it is not there.");
        if (first is null || first.Id >= written.Id) return $"Written: {written.HtmlUrl}";
        await api.DeleteAsync($"issues/comments/{written.Id}").ConfigureAwait(false);
        return await UpdateAsync(api, first, body).ConfigureAwait(false);
    }

    private static async Task<string> UpdateAsync(GitHubApi api, Comment old, CommentBody body)
    {
        if (old.Body == body.Body) return "The comment says so already.";
        return $"Updated: {(await api.PatchAsync<Comment>($"issues/comments/{old.Id}", body).ConfigureAwait(false))?.HtmlUrl}";
    }

    private static async Task<Comment?> FindAsync(GitHubApi api, int number, ScanReport report)
    {
        var mark = Mark(report);
        var comments = await api.ListAsync<Comment>($"issues/{number}/comments").ConfigureAwait(false);
        return comments.Find(comment => comment.Body?.StartsWith(mark, StringComparison.Ordinal) is true && IsOurs(comment));
    }

    // Anybody may write a comment with our mark and change it later; only those of bots and of people who may merge are taken for ours.
    private static bool IsOurs(Comment comment) => comment.User?.Type == "Bot" || comment.AuthorAssociation is "OWNER" or "MEMBER" or "COLLABORATOR";

    private static string Text(ScanReport report)
    {
        using var writer = new StringWriter();
        ReportFormats.Get("comment").Write(report, writer);
        return writer.ToString();
    }
}
