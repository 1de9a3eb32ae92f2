using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json.Nodes;
using PipelineGuard.Findings;
using PipelineGuard.Packages;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;

namespace PipelineGuard.GitHub;

/// <summary>What is sent to GitHub, and what becomes of it when GitHub is not in the mood.</summary>
public sealed class PublishTests : IDisposable
{
    private const string Merge = "0123456789abcdef0123456789abcdef01234567";
    private const string Head = "fedcba9876543210fedcba9876543210fedcba98";

    private static readonly Patience Quick = new()
    {
        FirstPause = TimeSpan.FromMilliseconds(5),
        LongestPause = TimeSpan.FromSeconds(3),
        Silence = TimeSpan.FromSeconds(20),
        Poll = TimeSpan.FromMilliseconds(5),
        Processing = TimeSpan.FromSeconds(20),
    };

    private readonly GitHubStandIn _gitHub = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("pipelineguard-github-").FullName;

    public void Dispose()
    {
        Assert.Empty(_gitHub.Faults);
        _gitHub.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Requests_are_checked_against_GitHubs_own_description()
    {
        if (OpenApi.Published is not { } api)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("PIPELINEGUARD_MUST_NOT_SKIP") != "1", $"GitHub's OpenAPI description is not at {OpenApi.FileName}: requests are checked for less. 'bash .ci/hosts fetch' brings it.");
            Assert.Fail("GitHub's OpenAPI description is missing.");
            return;
        }
        // The checker itself: it sees what is wrong.
        Assert.NotEmpty(api.Faults("POST", "/repos/o/r/check-runs", [], JsonNode.Parse("""{ "name": "x" }""")));
        Assert.NotEmpty(api.Faults("POST", "/repos/o/r/code-scanning/sarifs", [], JsonNode.Parse("""{ "commit_sha": "x", "ref": "main", "sarif": "y" }""")));
        Assert.NotEmpty(api.Faults("POST", "/repos/o/r/no-such-thing", [], null));
        Assert.NotEmpty(api.Faults("GET", "/repos/o/r/issues/1/comments", ["no-such-parameter"], null));
    }

    [Fact]
    public async Task Sarif_goes_up_compressed_for_the_merge_commit_without_what_is_suppressed()
    {
        var file = Sarif("""{ "version": "2.1.0", "runs": [ { "tool": { "driver": { "name": "x" } }, "results": [ { "ruleId": "a" }, { "ruleId": "b", "suppressions": [ { "kind": "external" } ] } ] } ] }""");

        Done(await PublishAsync(Report(), new() { Sarif = file }), "Taken for refs/pull/7/merge at 0123456.");

        var sent = _gitHub.Requests.First(request => request.Method == "POST").Body!;
        Assert.Equal(Merge, sent["commit_sha"]!.ToString());
        Assert.Equal("refs/pull/7/merge", sent["ref"]!.ToString());
        Assert.Equal("file:///checkout/shop", sent["checkout_uri"]!.ToString());
        var results = Unpacked(sent["sarif"]!.ToString())["runs"]![0]!["results"]!.AsArray();
        Assert.Equal("a", Assert.Single(results)!["ruleId"]!.ToString());
    }

    [Fact]
    public async Task What_GitHub_finds_wrong_with_an_upload_is_shown()
    {
        _gitHub.SarifStates.Clear();
        _gitHub.SarifStates.Enqueue("""{ "processing_status": "failed", "errors": [ "locationFromSarifResult: expected artifact location ::error::x\u001b[2J" ] }""");

        var failed = Assert.Single(await PublishAsync(Report(), new() { Sarif = Sarif() }));

        Assert.Equal(Problems.PublishFailed, failed.Problem);
        Assert.Contains("expected artifact location : :error::x\\u001b[2J", failed.Outcome, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{ "version": "1.0.0", "runs": [] }""")]
    public async Task What_is_no_SARIF_is_not_sent(string text)
    {
        var failure = await Assert.ThrowsAsync<GuardException>(() => PublishAsync(Report(), new() { Sarif = Sarif(text) }));

        Assert.Equal(Problems.BadReport, failure.Problem);
        Assert.Empty(_gitHub.Requests);
    }

    [Fact]
    public async Task A_check_run_belongs_to_the_head_and_brings_its_annotations_in_batches_of_fifty()
    {
        Done(await PublishAsync(Report(120), new() { Check = true }), "120 annotations on lines.");

        var sent = _gitHub.Requests.ToList();
        Assert.Equal(["POST", "PATCH", "PATCH"], sent.Select(request => request.Method));
        Assert.Equal([50, 50, 20], sent.Select(request => request.Body!["output"]!["annotations"]!.AsArray().Count));
        Assert.Equal(Head, sent[0].Body!["head_sha"]!.ToString());
        Assert.Equal("failure", sent[0].Body!["conclusion"]!.ToString());
        Assert.Equal(120, sent.SelectMany(request => request.Body!["output"]!["annotations"]!.AsArray()).Select(annotation => (int)annotation!["start_line"]!).Distinct().Count());
    }

    [Theory]
    [InlineData(Verdict.Pass, "success")]
    [InlineData(Verdict.Warn, "neutral")]
    [InlineData(Verdict.Incomplete, "failure")]
    [InlineData(Verdict.Block, "failure")]
    public async Task The_conclusion_is_the_verdict(Verdict verdict, string conclusion)
    {
        await PublishAsync(Report() with { Verdict = verdict }, new() { Check = true });

        Assert.Equal(conclusion, _gitHub.Requests.Single().Body!["conclusion"]!.ToString());
    }

    [Fact]
    public async Task There_is_one_comment_and_it_is_updated()
    {
        for (int i = 0; i < 150; i++) _gitHub.Comments.Add(Foreign($"comment {i}"));

        Done(await PublishAsync(Report(), new() { Comment = true }), "Written: ");
        Done(await PublishAsync(Report(), new() { Comment = true }), "The comment says so already.");
        Done(await PublishAsync(Report(3), new() { Comment = true }), "Updated: ");
        Done(await PublishAsync(Report() with { Verdict = Verdict.Pass, Findings = [] }, new() { Comment = true }), "Updated: ");

        var ours = Assert.Single(_gitHub.Comments, comment => comment["body"]!.ToString().StartsWith("<!-- pipelineguard/", StringComparison.Ordinal));
        Assert.Contains("PipelineGuard: Pass", ours["body"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_with_our_mark_gets_no_words_of_ours()
    {
        _gitHub.Comments.Add(Foreign(PullRequestComment.Mark(Report()) + "\nAll is well."));

        Done(await PublishAsync(Report(), new() { Comment = true }), "Written: ");

        Assert.Equal(2, _gitHub.Comments.Count);
    }

    [Fact]
    public async Task A_clean_pull_request_gets_no_comment() =>
        Done(await PublishAsync(Report() with { Verdict = Verdict.Pass, Findings = [] }, new() { Comment = true }), "Nothing to say");

    [Fact]
    public async Task A_comment_that_was_written_although_the_server_stumbled_is_not_written_twice()
    {
        _gitHub.Instead = request =>
        {
            if (request.Method != "POST") return null;
            _gitHub.Comments.Add(new JsonObject { ["id"] = 1, ["body"] = request.Body!["body"]!.DeepClone(), ["user"] = new JsonObject { ["type"] = "Bot" } });
            return new(502, "<html>");
        };

        Done(await PublishAsync(Report(), new() { Comment = true }), "Written");

        Assert.Single(_gitHub.Comments);
    }

    [Fact]
    public async Task Fixes_of_one_line_in_the_diff_are_suggested_once()
    {
        _gitHub.Files.Add(new JsonObject { ["filename"] = "Dockerfile", ["status"] = "modified", ["patch"] = "@@ -1,2 +1,3 @@\n FROM debian:latest\n-RUN a\n+RUN b\n+RUN ```c" });
        var report = Report() with
        {
            Findings =
            [
                Finding(1) with { Fix = new("Pin it") { Edits = [new("Dockerfile", 1, 6, 1, 19, "debian:12.5")] } },
                Finding(3) with { Fix = new("Mend it") { Edits = [new("Dockerfile", 3, 5, 3, 5, "set -e; ")] } },
                Finding(9) with { Fix = new("Not in the diff") { Edits = [new("Dockerfile", 9, 1, 9, 1, "x")] } },
                Finding(2) with { Fix = new("Two lines") { Edits = [new("Dockerfile", 2, 1, 3, 1, "x")] } },
                Finding(2) with { Fix = new("Beyond the line") { Edits = [new("Dockerfile", 2, 1, 2, 99, "x")] } },
            ],
        };

        Done(await PublishAsync(report, new() { Suggestions = true }), "2 lines.");
        Done(await PublishAsync(report, new() { Suggestions = true }), "All were suggested before.");

        var review = Assert.Single(_gitHub.Requests, request => request.Method == "POST").Body!;
        Assert.Equal(Head, review["commit_id"]!.ToString());
        var bodies = review["comments"]!.AsArray().Select(comment => comment!["body"]!.ToString()).ToList();
        Assert.Contains(bodies, body => body.EndsWith("\n```suggestion\nFROM debian:12.5\n```\n", StringComparison.Ordinal));
        Assert.Contains(bodies, body => body.EndsWith("\n````suggestion\nRUN set -e; ```c\n````\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Packages_of_images_become_a_snapshot()
    {
        Done(await PublishAsync(Report() with { Targets = [Image] }, new() { Snapshot = true }), "2 packages: SUCCESS.");

        var manifest = _gitHub.Requests.Single().Body!["manifests"]!["shop"]!;
        Assert.Equal(["pkg:npm/%40a/b@1.0.0", "pkg:nuget/log4net@2.0.8"], manifest["resolved"]!.AsObject().Select(pair => pair.Key));
    }

    [Fact]
    public async Task A_token_that_may_nothing_leaves_the_summary_and_names_what_is_missing()
    {
        _gitHub.Instead = _ => Answer.Refusal;

        var done = await PublishAsync(Report() with { Targets = [Image] }, new() { Sarif = Sarif(), Check = true, Comment = true, Suggestions = true, Snapshot = true, Summary = true });

        Assert.Equal([null, .. Enumerable.Repeat(Problems.PublishRefused, 5)], done.Select(publication => publication.Problem));
        Assert.Contains(done, publication => publication.Outcome.Contains("security-events: write", StringComparison.Ordinal));
        Assert.Contains("PipelineGuard: Block", File.ReadAllText(Path.Combine(_folder, "summary.md")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, """{ "message": "Not Found" }""", "PG6012")]
    [InlineData(401, """{ "message": "Bad credentials" }""", "PG6012")]
    [InlineData(422, """{ "message": "Validation Failed", "errors": [ { "code": "invalid" } ] }""", "PG6013")]
    [InlineData(413, "", "PG6013")]
    [InlineData(500, "<html>", "PG6013")]
    [InlineData(503, "not json {", "PG6013")]
    [InlineData(202, "not json {", "PG6013")]
    public async Task Every_other_answer_is_told_and_nothing_is_thrown(int status, string body, string code)
    {
        _gitHub.Instead = _ => new(status, body);

        Assert.Equal(code, Assert.Single(await PublishAsync(Report(), new() { Sarif = Sarif() })).Problem?.Code);
    }

    [Fact]
    public async Task Errors_of_a_validation_are_shown()
    {
        _gitHub.Instead = _ => new(422, """{ "message": "Validation Failed", "errors": [ { "field": "ref", "code": "invalid" } ] }""");

        Assert.Contains("422 Validation Failed: [ { \"field\": \"ref\"", Assert.Single(await PublishAsync(Report(), new() { Check = true })).Outcome, StringComparison.Ordinal);
    }

    public static TheoryData<string, int, string, string> Busy => new()
    {
        { "secondary", 403, "retry-after", "0" },
        { "secondary 429", 429, "retry-after", "0" },
        { "primary", 403, "x-ratelimit-reset", "1" },
        { "by its words", 403, "x-words", "You have exceeded a secondary rate limit" },
        { "fault", 502, "x", "y" },
    };

    [Theory, MemberData(nameof(Busy))]
    public async Task Waits_and_tries_again_when_GitHub_is_busy(string kind, int status, string header, string value)
    {
        int left = 2;
        _gitHub.Instead = _ => left-- > 0
            ? new(status, $$"""{ "message": "{{(header == "x-words" ? value : "no")}}" }""") { Headers = new() { [header] = value, ["x-ratelimit-remaining"] = kind == "primary" ? "0" : "10" } }
            : null;

        Done(await PublishAsync(Report(), new() { Sarif = Sarif() }), "Taken");
    }

    [Fact]
    public async Task Does_not_wait_longer_than_it_should()
    {
        _gitHub.Instead = _ => new(403, """{ "message": "API rate limit exceeded" }""") { Headers = new() { ["retry-after"] = "86400" } };

        Assert.Equal(Problems.PublishFailed, Assert.Single(await PublishAsync(Report(), new() { Check = true })).Problem);
        Assert.Single(_gitHub.Requests);
    }

    [Fact]
    public async Task A_silent_server_is_given_up()
    {
        _gitHub.Instead = _ => new(200, "{}") { Delay = TimeSpan.FromSeconds(2) };

        var slow = Assert.Single(await PublishAsync(Report(), new() { Check = true }, Quick with { Silence = TimeSpan.FromMilliseconds(200) }));

        Assert.Equal(Problems.PublishFailed, slow.Problem);
        Assert.Contains("silent", slow.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_is_never_shown()
    {
        _gitHub.Instead = request => new(422, $$"""{ "message": "no" }""");

        var done = await PublishAsync(Report(), new() { Sarif = Sarif(), Check = true, Comment = true });

        Assert.All(done, publication => Assert.DoesNotContain("secret-token", publication.Outcome, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_summary_never_grows_beyond_what_GitHub_takes()
    {
        var file = Path.Combine(_folder, "summary.md");
        File.WriteAllText(file, new string('x', 900_000));

        Done(await PublishAsync(Report(8_000), new() { Summary = true }), "Written.");

        Assert.InRange(new FileInfo(file).Length, 900_000 + 1_000, 1 << 20);
        Assert.Equal(Problems.PublishRefused, Assert.Single(await PublishAsync(Report(8_000), new() { Summary = true })).Problem);
    }

    private static void Done(ImmutableArray<Publication> done, string outcome)
    {
        var one = Assert.Single(done);
        Assert.Null(one.Problem);
        Assert.StartsWith(outcome, one.Outcome, StringComparison.Ordinal);
    }

    private Task<ImmutableArray<Publication>> PublishAsync(ScanReport report, PublishWishes wishes, Patience? patience = null)
    {
        File.WriteAllText(Path.Combine(_folder, "event.json"), $$"""{ "pull_request": { "number": 7, "head": { "sha": "{{Head}}" } } }""");
        string? Variable(string name) => name switch
        {
            "GITHUB_API_URL" => _gitHub.Api,
            "GITHUB_REPOSITORY" => "octo/shop",
            "GITHUB_SHA" => Merge,
            "GITHUB_REF" => "refs/pull/7/merge",
            "GITHUB_RUN_ID" => "42",
            "GITHUB_WORKFLOW" => "ci",
            "GITHUB_JOB" => "scan",
            "GITHUB_WORKSPACE" => "/checkout/shop",
            "GITHUB_EVENT_PATH" => Path.Combine(_folder, "event.json"),
            "GITHUB_STEP_SUMMARY" => Path.Combine(_folder, "summary.md"),
            _ => null,
        };
        return GitHubPublisher.PublishAsync(report, wishes, new(), Variable, "secret-token", patience ?? Quick, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    private string Sarif(string text = """{ "version": "2.1.0", "runs": [] }""")
    {
        var file = Path.Combine(_folder, "shop.sarif");
        File.WriteAllText(file, text);
        return file;
    }

    private static JsonNode Unpacked(string base64)
    {
        using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(base64)), CompressionMode.Decompress);
        return JsonNode.Parse(gzip)!;
    }

    private static JsonObject Foreign(string body) =>
        new() { ["id"] = 1, ["body"] = body, ["user"] = new JsonObject { ["type"] = "User" }, ["author_association"] = "NONE" };

    private static TargetReport Image { get; } =
        new("shop.tar", "docker-archive") { LogicalName = "shop", Packages = [new(PackageType.NuGet, "log4net", "2.0.8"), new(PackageType.Npm, "@a/b", "1.0.0")] };

    private static Finding Finding(int line) => new()
    {
        Rule = new("PGD007"),
        Kind = FindingKind.Dockerfile,
        Severity = Severity.Medium,
        Title = "Pin the base image",
        Message = "Base image 'debian:latest' is not pinned.",
        Location = new(LocationKind.Source, "Dockerfile") { Line = line, Column = 6, EndLine = line, EndColumn = 19 },
        Target = "Dockerfile",
        Fingerprint = $"{line:x16}",
        Gate = GateAction.Block,
    };

    private static ScanReport Report(int findings = 1) => new()
    {
        ToolVersion = "0.1.0",
        Verdict = Verdict.Block,
        Targets = [new("Dockerfile", "dockerfile") { LogicalName = "Dockerfile" }],
        Findings = [.. Enumerable.Range(1, findings).Select(Finding)],
    };
}
