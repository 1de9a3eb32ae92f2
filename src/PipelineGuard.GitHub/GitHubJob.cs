using System.Text.Json;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.GitHub;

/// <summary>Where a job runs and for which commit: from the variables of GitHub Actions, or from what the user says instead.</summary>
internal sealed record GitHubJob
{
    private const long MaxEventBytes = 64 << 20;

    /// <summary>The base of the REST API, with a slash at its end: <c>https://api.github.com/</c>, <c>https://ghe.example/api/v3/</c>.</summary>
    public required Uri Api { get; init; }

    /// <summary><c>owner/name</c>.</summary>
    public required string Repository { get; init; }

    /// <summary>What was checked out: 40 hexadecimal digits. For a pull request this is the merge commit.</summary>
    public required string Commit { get; init; }

    /// <summary>What it was checked out from: <c>refs/heads/main</c>, <c>refs/pull/7/merge</c>.</summary>
    public required string Ref { get; init; }

    /// <summary>The last commit of the pull request, which checks and reviews belong to; the same as <see cref="Commit"/> for anything else.</summary>
    public required string Head { get; init; }

    /// <summary>The number of the pull request; null when there is none.</summary>
    public int? PullRequest { get; init; }

    /// <summary>The folder of the checkout; null when unknown.</summary>
    public string? Workspace { get; init; }

    /// <summary>The page of the run; null outside of one.</summary>
    public Uri? RunPage { get; init; }

    /// <summary>The number of the run; null outside of one.</summary>
    public string? RunId { get; init; }

    /// <summary>Workflow and job, which together with the report's name tell one dependency snapshot from another.</summary>
    public string Name { get; init; } = "pipelineguard";

    /// <summary>Reads the variables that the runner sets (GitHub Docs, "Variables reference").</summary>
    /// <param name="said">What the user said; it goes first.</param>
    /// <param name="variable">The value of an environment variable; null when it is not set.</param>
    /// <exception cref="GuardException">Something needed is in neither, or is not what it should be (PG6011).</exception>
    public static GitHubJob Of(GitHubPlace said, Func<string, string?> variable)
    {
        var pull = said.PullRequest is null ? PullRequestEvent.Of(variable("GITHUB_EVENT_PATH"), MaxEventBytes) : null;
        var reference = said.Ref ?? variable("GITHUB_REF");
        var commit = said.Commit ?? variable("GITHUB_SHA");
        if (said is { Ref: null, Commit: null } && pull is { } foreign && reference?.StartsWith("refs/pull/", StringComparison.Ordinal) is not true)
        {
            // 'pull_request_target' names the branch that the pull request goes to: what was found in the pull request is not said of that branch.
            (reference, commit) = ($"refs/pull/{foreign.Number}/head", foreign.Head);
        }
        var server = variable("GITHUB_SERVER_URL") ?? "https://github.com";
        var repository = RepositoryOf(said.Repository ?? variable("GITHUB_REPOSITORY"));
        return new GitHubJob
        {
            Api = ApiOf(said.Api ?? variable("GITHUB_API_URL") ?? "https://api.github.com"),
            Repository = repository,
            Commit = CommitOf(commit),
            Ref = RefOf(reference),
            Head = CommitOf(said.Commit is null && pull is { } known ? known.Head : commit),
            PullRequest = said.PullRequest ?? pull?.Number,
            Workspace = variable("GITHUB_WORKSPACE"),
            RunPage = variable("GITHUB_RUN_ID") is { } run && Uri.TryCreate($"{server}/{repository}/actions/runs/{run}", UriKind.Absolute, out var page) ? page : null,
            RunId = variable("GITHUB_RUN_ID"),
            Name = string.Join('/', new[] { variable("GITHUB_WORKFLOW"), variable("GITHUB_JOB") }.Where(part => !string.IsNullOrEmpty(part))) is { Length: > 0 } name ? name : "pipelineguard",
        };
    }

    // A token goes to this address: never in the clear, except on this machine.
    private static Uri ApiOf(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) && address.UserInfo.Length == 0
            ? address
            : throw Unknown("--api-url", $"'{text}' is no https address.");

    private static string RepositoryOf(string? text) =>
        text?.Split('/') is [{ Length: > 0 } owner, { Length: > 0 } name] && owner.Concat(name).All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && name is not ("." or "..")
            ? text
            : throw Unknown("--repository", $"'{text}' is no repository, as in 'owner/name'.");

    private static string CommitOf(string? text) =>
        text is { Length: 40 } && text.All(char.IsAsciiHexDigit) ? text : throw Unknown("--sha", $"'{text}' is no commit of 40 hexadecimal digits.");

    private static string RefOf(string? text) =>
        text is not null && text.StartsWith("refs/", StringComparison.Ordinal) ? text : throw Unknown("--ref", $"'{text}' is no full reference, as in 'refs/heads/main'.");

    private static GuardException Unknown(string option, string detail) => new(Problems.NowhereToPublish, option, detail);

    // The event that started the workflow is a file of GitHub's; its pull request tells the head, which no variable does.
    private sealed record PullRequestEvent(int Number, string Head)
    {
        public static PullRequestEvent? Of(string? path, long limit)
        {
            if (string.IsNullOrEmpty(path) || !File.Exists(path)) return null;
            try
            {
                using var file = new BoundedStream(File.OpenRead(path), limit, "event");
                using var document = JsonDocument.Parse(file.ReadToEnd());
                return document.RootElement.TryGetProperty("pull_request", out var pull)
                    ? new(pull.GetProperty("number").GetInt32(), pull.GetProperty("head").GetProperty("sha").GetString() ?? "")
                    : null;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw new GuardException(Problems.NowhereToPublish, path, $"The event of the workflow cannot be read: {failure.Message}", failure);
            }
        }
    }
}

/// <summary>What the user says of the place to publish at; null is taken from the job.</summary>
internal sealed record GitHubPlace
{
    /// <summary><c>owner/name</c>.</summary>
    public string? Repository { get; init; }

    /// <summary>The commit, 40 hexadecimal digits.</summary>
    public string? Commit { get; init; }

    /// <summary>The full reference.</summary>
    public string? Ref { get; init; }

    /// <summary>The number of the pull request.</summary>
    public int? PullRequest { get; init; }

    /// <summary>The address of the REST API.</summary>
    public string? Api { get; init; }
}
