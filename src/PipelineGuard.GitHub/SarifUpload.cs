using PipelineGuard.Reporting;

namespace PipelineGuard.GitHub;

/// <summary>Uploads SARIF to code scanning and waits until GitHub says whether it took it: an upload that is only received may still be refused.</summary>
internal sealed class SarifUpload(GitHubApi api, GitHubJob job, Patience patience, TimeProvider time)
{
    private const int ShownErrors = 5;
    private const int ErrorLength = 300;

    /// <summary>Sends what <see cref="SarifFile"/> prepared.</summary>
    /// <exception cref="GitHubException">GitHub refused it.</exception>
    public async Task<string> SendAsync(string sarif, CancellationToken cancellation)
    {
        var receipt = await api.PostAsync<SarifReceipt>("code-scanning/sarifs", new SarifBody(job.Commit, job.Ref, sarif, CheckoutUri(), "PipelineGuard")).ConfigureAwait(false);
        if (receipt?.Id is not { Length: > 0 } id || !id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) return "Received, but GitHub named no upload to ask for.";
        var deadline = time.GetUtcNow() + patience.Processing;
        while (true)
        {
            var state = await StateAsync(id).ConfigureAwait(false);
            if (state?.ProcessingStatus == "complete") return $"Taken for {job.Ref} at {job.Commit[..7]}.";
            if (state?.ProcessingStatus == "failed") throw new GitHubException(null, Errors(state), new InvalidDataException("The file was not taken."));
            if (time.GetUtcNow() >= deadline) return $"Received, but GitHub is still at it after {patience.Processing.TotalSeconds:0} seconds; its outcome is on the page of code scanning.";
            await Task.Delay(patience.Poll, time, cancellation).ConfigureAwait(false);
        }
    }

    // The upload may not be known yet right after it was received.
    private async Task<SarifState?> StateAsync(string id)
    {
        try
        {
            return await api.GetAsync<SarifState>($"code-scanning/sarifs/{id}").ConfigureAwait(false);
        }
        catch (GitHubException failure) when (failure.IsRefusal)
        {
            return null;
        }
    }

    private string? CheckoutUri() => job.Workspace is { Length: > 0 } folder && Path.IsPathFullyQualified(folder) ? new Uri(folder).AbsoluteUri : null;

    private static string Errors(SarifState state) =>
        state.Errors is { Count: > 0 } errors
            ? $"GitHub did not take the file: {Phrases.Some([.. errors.Select(error => SafeText.OneLine(error, ErrorLength))], ShownErrors)}"
            : "GitHub did not take the file and does not say why.";
}
