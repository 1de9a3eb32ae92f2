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
            var (state, refusal) = await StateAsync(id).ConfigureAwait(false);
            if (refusal is not null) return $"Received, but this token may not ask what became of it ({refusal}); its outcome is on the page of code scanning.";
            if (state?.ProcessingStatus == "complete") return $"Taken for {job.Ref} at {job.Commit[..7]}.";
            if (state?.ProcessingStatus == "failed") throw new GitHubException(null, Errors(state), new InvalidDataException("The file was not taken."));
            if (time.GetUtcNow() >= deadline) return $"Received, but GitHub is still at it after {patience.Processing.TotalSeconds:0} seconds; its outcome is on the page of code scanning.";
            await Task.Delay(patience.Poll, time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<(SarifState? State, string? Refusal)> StateAsync(string id)
    {
        try
        {
            return (await api.GetAsync<SarifState>($"code-scanning/sarifs/{id}").ConfigureAwait(false), null);
        }
        catch (GitHubException failure) when (failure.IsRefusal)
        {
            // The upload may not be known yet right after it was received.
            return (null, failure.IsUnknown ? null : failure.Message);
        }
    }

    // By its shape and not by the system we are on: a report is not always published where it was made.
    private string? CheckoutUri()
    {
        // Uri takes "%20" in a Unix path, and only there, for a space.
        if (job.Workspace is ['/', ..] path) return $"file://{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";
        return Uri.TryCreate(job.Workspace, UriKind.Absolute, out var folder) && folder.IsFile ? folder.AbsoluteUri : null;
    }

    private static string Errors(SarifState state) =>
        state.Errors is { Count: > 0 } errors
            ? $"GitHub did not take the file: {Phrases.Some([.. errors.Select(error => SafeText.OneLine(error, ErrorLength))], ShownErrors)}"
            : "GitHub did not take the file and does not say why.";
}
