using PipelineGuard.Findings;

namespace PipelineGuard.GitHub;

public sealed class GitHubJobTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private static readonly Dictionary<string, string> Push = new(StringComparer.Ordinal)
    {
        ["GITHUB_API_URL"] = "https://api.github.com",
        ["GITHUB_REPOSITORY"] = "octo/shop",
        ["GITHUB_SHA"] = Commit,
        ["GITHUB_REF"] = "refs/heads/main",
        ["GITHUB_RUN_ID"] = "42",
    };

    [Fact]
    public void A_push_has_no_pull_request()
    {
        var job = GitHubJob.Of(new(), Push.GetValueOrDefault);

        Assert.Equal(("https://api.github.com/", Commit, (int?)null), (job.Api.AbsoluteUri, job.Head, job.PullRequest));
        Assert.Equal("https://github.com/octo/shop/actions/runs/42", job.RunPage!.AbsoluteUri);
    }

    [Fact]
    public void What_was_found_in_a_pull_request_is_never_said_of_the_branch_it_goes_to()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, $$"""{ "pull_request": { "number": 7, "head": { "sha": "{{new string('b', 40)}}" } } }""");
        // As 'pull_request_target' has it.
        var variables = new Dictionary<string, string>(Push, StringComparer.Ordinal) { ["GITHUB_EVENT_PATH"] = file };

        var job = GitHubJob.Of(new(), variables.GetValueOrDefault);

        File.Delete(file);
        Assert.Equal(("refs/pull/7/head", new string('b', 40), new string('b', 40), (int?)7), (job.Ref, job.Commit, job.Head, job.PullRequest));
    }

    [Theory]
    [InlineData("https://ghe.example/api/v3", "https://ghe.example/api/v3/")]
    [InlineData("https://api.octo.ghe.com/", "https://api.octo.ghe.com/")]
    [InlineData("http://127.0.0.1:8080/api/v3", "http://127.0.0.1:8080/api/v3/")]
    public void Other_servers_are_asked_at_their_own_address(string said, string address) =>
        Assert.Equal(address, GitHubJob.Of(new() { Api = said }, Push.GetValueOrDefault).Api.AbsoluteUri);

    [Fact]
    public void What_the_user_says_goes_first()
    {
        var job = GitHubJob.Of(new() { Repository = "a/b", Commit = new string('a', 40), Ref = "refs/pull/3/head", PullRequest = 3 }, Push.GetValueOrDefault);

        Assert.Equal(("a/b", new string('a', 40), "refs/pull/3/head", (int?)3), (job.Repository, job.Head, job.Ref, job.PullRequest));
    }

    [Theory]
    [InlineData("GITHUB_API_URL", "http://ghe.example/api/v3")]
    [InlineData("GITHUB_API_URL", "https://user:password@ghe.example")]
    [InlineData("GITHUB_API_URL", "file:///etc")]
    [InlineData("GITHUB_REPOSITORY", "shop")]
    [InlineData("GITHUB_REPOSITORY", "a/../../b")]
    [InlineData("GITHUB_REPOSITORY", "a/..")]
    [InlineData("GITHUB_REPOSITORY", "a/b?c")]
    [InlineData("GITHUB_SHA", "main")]
    [InlineData("GITHUB_REF", "main")]
    public void Anything_else_is_refused_before_a_token_is_sent(string name, string value)
    {
        var variables = new Dictionary<string, string>(Push, StringComparer.Ordinal) { [name] = value };

        Assert.Equal(Problems.NowhereToPublish, Assert.Throws<GuardException>(() => GitHubJob.Of(new(), variables.GetValueOrDefault)).Problem);
    }

    [Fact]
    public void Outside_of_a_job_it_says_what_is_missing() =>
        Assert.Contains("--repository", Assert.Throws<GuardException>(() => GitHubJob.Of(new() { Commit = Commit }, _ => null)).Message, StringComparison.Ordinal);
}
