using System.Text;
using PipelineGuard.Findings;
using PipelineGuard.Reporting;
using PipelineGuard.Reporting.Markdown;

namespace PipelineGuard.GitHub;

/// <summary>
/// Suggested changes, which a reviewer takes with one click: for findings whose fix, or whose newer base image, is an edit of one line that the pull request
/// shows. What was suggested before is not suggested again.
/// </summary>
internal static class Suggestions
{
    // More would bury the review of people.
    private const int MaxSuggestions = 20;
    private const int TextLength = 500;

    public static async Task<string> PostAsync(GitHubApi api, GitHubJob job, ScanReport report)
    {
        if (job.PullRequest is not { } number) return "There is no pull request.";
        var lines = (await api.ListAsync<ChangedFile>($"pulls/{number}/files").ConfigureAwait(false))
            .Where(file => file is { Filename: not null, Patch: not null, Status: not "removed" })
            // A push between two pages of the list may bring a file on both.
            .GroupBy(file => file.Filename!, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => DiffLines.Of(same.Last().Patch!), StringComparer.Ordinal);
        var wanted = Wanted(report, lines).ToList();
        if (wanted.Count == 0) return "No finding has a fix of one line in this pull request.";
        var said = await api.ListAsync<Comment>($"pulls/{number}/comments").ConfigureAwait(false);
        var fresh = wanted.Where(comment => !said.Exists(old => old.Body?.Contains(MarkIn(comment.Body), StringComparison.Ordinal) is true)).ToList();
        if (fresh.Count == 0) return "All were suggested before.";
        var shown = fresh.Take(MaxSuggestions).ToList();
        var review = new ReviewBody(job.Head, "COMMENT", "PipelineGuard can mend these lines.", shown);
        await api.PostAsync<Review>($"pulls/{number}/reviews", review).ConfigureAwait(false);
        return $"{Phrases.Count(shown.Count, "line")}{(fresh.Count > shown.Count ? $" of {fresh.Count}" : "")}.";
    }

    private static IEnumerable<ReviewComment> Wanted(ScanReport report, Dictionary<string, Dictionary<int, string>> lines)
    {
        var taken = new HashSet<(string, int)>();
        var bumps = new BaseBumps(report);
        foreach (var finding in report.Findings.Order().Where(finding => finding.State != FindingState.Waived))
        {
            var bump = bumps.Removes(finding);
            // Of two edits that belong together nobody should take one.
            if (bump is { Candidate.DigestEdit: not null }) continue;
            if ((bump?.Candidate.Edit ?? (finding.Fix is { Edits: [var only] } ? only : null)) is not { } edit || edit.Line != edit.EndLine) continue;
            if (!lines.TryGetValue(edit.Path, out var file) || !file.TryGetValue(edit.Line, out var line) || Edited(line, edit) is not { } better) continue;
            // Two suggestions for one line cannot both be taken.
            if (better != line && taken.Add((edit.Path, edit.Line))) yield return new(edit.Path, edit.Line, "RIGHT", Body(finding, bump is null ? finding.Message : BaseAdviceText.Action(bump.Advice, bump.Candidate), better));
        }
    }

    private static string? Edited(string line, TextEdit edit)
    {
        int start = edit.Column - 1, end = edit.EndColumn - 1;
        return start >= 0 && start <= end && end <= line.Length ? string.Concat(line.AsSpan(0, start), edit.Text, line.AsSpan(end)).ReplaceLineEndings("\n") : null;
    }

    // A pin is a line more. A fence longer than any run of backticks in the text, so that it cannot end it.
    private static string Body(Finding finding, string message, string line)
    {
        int longest = 0, run = 0;
        foreach (char c in line) longest = Math.Max(longest, run = c == '`' ? run + 1 : 0);
        var fence = new string('`', Math.Max(3, longest + 1));
        return new StringBuilder($"<!-- pipelineguard suggestion {Fingerprint.Of(finding.Rule, null, line)} -->\n")
            .Append($"{MarkdownText.Code(finding.Rule.Value, TextLength)} {MarkdownText.Escape(message, TextLength)}\n\n")
            .Append($"{fence}suggestion\n{line}\n{fence}\n").ToString();
    }

    private static string MarkIn(string body) => body[..body.IndexOf('\n', StringComparison.Ordinal)];
}
