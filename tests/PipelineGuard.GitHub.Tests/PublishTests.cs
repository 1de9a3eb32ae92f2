using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json.Nodes;
using PipelineGuard.Findings;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;

using static PipelineGuard.GitHub.PublishRun;

namespace PipelineGuard.GitHub;

/// <summary>What is sent to GitHub, and what becomes of it when GitHub is not in the mood.</summary>
public sealed class PublishTests : IDisposable
{
    private readonly PublishRun _run = new();

    private GitHubStandIn GitHub => _run.GitHub;

    public void Dispose() => _run.Dispose();

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
        var file = _run.Sarif("""{ "version": "2.1.0", "runs": [ { "tool": { "driver": { "name": "x" } }, "results": [ { "ruleId": "a" }, { "ruleId": "b", "suppressions": [ { "kind": "external" } ] } ] } ] }""");

        Done(await _run.PublishAsync(Report(), new() { Sarif = file }), "Taken for refs/pull/7/merge at 0123456.");

        var sent = GitHub.Requests.First(request => request.Method == "POST").Body!;
        Assert.Equal(Merge, sent["commit_sha"]!.ToString());
        Assert.Equal("refs/pull/7/merge", sent["ref"]!.ToString());
        Assert.Equal("file:///checkout/shop", sent["checkout_uri"]!.ToString());
        var results = Unpacked(sent["sarif"]!.ToString())["runs"]![0]!["results"]!.AsArray();
        Assert.Equal("a", Assert.Single(results)!["ruleId"]!.ToString());
    }

    [Fact]
    public async Task What_GitHub_finds_wrong_with_an_upload_is_shown()
    {
        GitHub.SarifStates.Clear();
        GitHub.SarifStates.Enqueue("""{ "processing_status": "failed", "errors": [ "locationFromSarifResult: expected artifact location ::error::x\u001b[2J" ] }""");

        var failed = Assert.Single(await _run.PublishAsync(Report(), new() { Sarif = _run.Sarif() }));

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
        var failure = await Assert.ThrowsAsync<GuardException>(() => _run.PublishAsync(Report(), new() { Sarif = _run.Sarif(text) }));

        Assert.Equal(Problems.BadReport, failure.Problem);
        Assert.Empty(GitHub.Requests);
    }

    [Fact]
    public async Task A_check_run_belongs_to_the_head_and_brings_its_annotations_in_batches_of_fifty()
    {
        Done(await _run.PublishAsync(Report(120), new() { Check = true }), "120 annotations on lines.");

        var sent = GitHub.Requests.ToList();
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
        await _run.PublishAsync(Report() with { Verdict = verdict }, new() { Check = true });

        Assert.Equal(conclusion, GitHub.Requests.Single().Body!["conclusion"]!.ToString());
    }

    [Fact]
    public async Task There_is_one_comment_and_it_is_updated()
    {
        for (int i = 0; i < 150; i++) GitHub.Comments.Add(Foreign($"comment {i}"));

        Done(await _run.PublishAsync(Report(), new() { Comment = true }), "Written: ");
        Done(await _run.PublishAsync(Report(), new() { Comment = true }), "The comment says so already.");
        Done(await _run.PublishAsync(Report(3), new() { Comment = true }), "Updated: ");
        Done(await _run.PublishAsync(Report() with { Verdict = Verdict.Pass, Findings = [] }, new() { Comment = true }), "Updated: ");

        var ours = Assert.Single(GitHub.Comments, comment => comment["body"]!.ToString().StartsWith("<!-- pipelineguard/", StringComparison.Ordinal));
        Assert.Contains("PipelineGuard: Pass", ours["body"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_with_our_mark_gets_no_words_of_ours()
    {
        GitHub.Comments.Add(Foreign(PullRequestComment.Mark(Report()) + "\nAll is well."));

        Done(await _run.PublishAsync(Report(), new() { Comment = true }), "Written: ");

        Assert.Equal(2, GitHub.Comments.Count);
    }

    [Fact]
    public async Task A_clean_pull_request_gets_no_comment() =>
        Done(await _run.PublishAsync(Report() with { Verdict = Verdict.Pass, Findings = [] }, new() { Comment = true }), "Nothing to say");

    [Fact]
    public async Task A_comment_that_was_written_although_the_server_stumbled_is_not_written_twice()
    {
        GitHub.Instead = request =>
        {
            if (request.Method != "POST") return null;
            GitHub.Comments.Add(new JsonObject { ["id"] = 1, ["body"] = request.Body!["body"]!.DeepClone(), ["user"] = new JsonObject { ["type"] = "Bot" } });
            return new(502, "<html>");
        };

        Done(await _run.PublishAsync(Report(), new() { Comment = true }), "Written");

        Assert.Single(GitHub.Comments);
    }

    [Fact]
    public async Task Fixes_of_one_line_in_the_diff_are_suggested_once()
    {
        GitHub.Files.Add(new JsonObject { ["filename"] = "Dockerfile", ["status"] = "modified", ["patch"] = "@@ -1,2 +1,3 @@\n FROM debian:latest\n-RUN a\n+RUN b\n+RUN ```c" });
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

        Done(await _run.PublishAsync(report, new() { Suggestions = true }), "2 lines.");
        Done(await _run.PublishAsync(report, new() { Suggestions = true }), "All were suggested before.");

        var review = Assert.Single(GitHub.Requests, request => request.Method == "POST").Body!;
        Assert.Equal(Head, review["commit_id"]!.ToString());
        var bodies = review["comments"]!.AsArray().Select(comment => comment!["body"]!.ToString()).ToList();
        Assert.Contains(bodies, body => body.EndsWith("\n```suggestion\nFROM debian:12.5\n```\n", StringComparison.Ordinal));
        Assert.Contains(bodies, body => body.EndsWith("\n````suggestion\nRUN set -e; ```c\n````\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_newer_base_image_and_a_pin_are_suggested_where_the_diff_shows_the_line()
    {
        GitHub.Files.Add(new JsonObject { ["filename"] = "Dockerfile", ["status"] = "modified", ["patch"] = "@@ -1 +1 @@\n-FROM debian:12.4\n+FROM debian:12.5" });
        GitHub.Files.Add(new JsonObject { ["filename"] = "App.csproj", ["status"] = "modified", ["patch"] = "@@ -3,0 +3,1 @@\n+    <PackageReference Include=\"Top\" Version=\"2.0.0\" />" });
        var candidate = new BaseCandidate("debian:12.11", 2, 2, 0, true) { Removes = ["a", "b"], Edit = new("Dockerfile", 1, 6, 1, 17, "debian:12.11"), Replaces = "debian:12.5" };
        var vulnerable = Finding(1) with { Rule = new("CVE-2024-0001"), Kind = FindingKind.Vulnerability, Target = "shop.tar" };
        var report = Report() with
        {
            Targets = [Image with { Advice = new("debian:12.5", true, [candidate]) }],
            Findings =
            [
                vulnerable with { Fingerprint = "a" },
                vulnerable with { Fingerprint = "b" },
                vulnerable with { Fingerprint = "c", Fix = new("Pin it") { Version = "1.0.2", Edits = [new("App.csproj", 3, 53, 3, 55, "/>\r\n    <PackageReference Include=\"Deep\" Version=\"1.0.2\" />")] } },
            ],
        };

        Done(await _run.PublishAsync(report, new() { Suggestions = true }), "2 lines.");

        var bodies = Assert.Single(GitHub.Requests, request => request.Method == "POST").Body!["comments"]!.AsArray().Select(comment => comment!["body"]!.ToString()).ToList();
        Assert.Contains(bodies, body => body.Contains("as base image in place of", StringComparison.Ordinal) && body.EndsWith("\n```suggestion\nFROM debian:12.11\n```\n", StringComparison.Ordinal));
        Assert.Contains(bodies, body => body.EndsWith("\n```suggestion\n    <PackageReference Include=\"Top\" Version=\"2.0.0\" />\n    <PackageReference Include=\"Deep\" Version=\"1.0.2\" />\n```\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Packages_of_images_become_a_snapshot()
    {
        Done(await _run.PublishAsync(Report() with { Targets = [Image] }, new() { Snapshot = true }), "2 packages: SUCCESS.");

        var manifest = GitHub.Requests.Single().Body!["manifests"]!["shop"]!;
        Assert.Equal(["pkg:npm/%40a/b@1.0.0", "pkg:nuget/log4net@2.0.8"], manifest["resolved"]!.AsObject().Select(pair => pair.Key));
    }

    [Fact]
    public async Task A_token_that_may_nothing_leaves_the_summary_and_names_what_is_missing()
    {
        GitHub.Instead = _ => Answer.Refusal;

        var done = await _run.PublishAsync(Report() with { Targets = [Image] }, new() { Sarif = _run.Sarif(), Check = true, Comment = true, Suggestions = true, Snapshot = true, Summary = true });

        Assert.Equal([null, .. Enumerable.Repeat(Problems.PublishRefused, 5)], done.Select(publication => publication.Problem));
        Assert.Contains(done, publication => publication.Outcome.Contains("security-events: write", StringComparison.Ordinal));
        Assert.Contains("PipelineGuard: Block", File.ReadAllText(Path.Combine(_run.Folder, "summary.md")), StringComparison.Ordinal);
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
        GitHub.Instead = _ => new(status, body);

        Assert.Equal(code, Assert.Single(await _run.PublishAsync(Report(), new() { Sarif = _run.Sarif() })).Problem?.Code);
    }

    [Fact]
    public async Task Errors_of_a_validation_are_shown()
    {
        GitHub.Instead = _ => new(422, """{ "message": "Validation Failed", "errors": [ { "field": "ref", "code": "invalid" } ] }""");

        Assert.Contains("422 Validation Failed: [ { \"field\": \"ref\"", Assert.Single(await _run.PublishAsync(Report(), new() { Check = true })).Outcome, StringComparison.Ordinal);
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
        GitHub.Instead = _ => left-- > 0
            ? new(status, $$"""{ "message": "{{(header == "x-words" ? value : "no")}}" }""") { Headers = new() { [header] = value, ["x-ratelimit-remaining"] = kind == "primary" ? "0" : "10" } }
            : null;

        Done(await _run.PublishAsync(Report(), new() { Sarif = _run.Sarif() }), "Taken");
    }

    [Fact]
    public async Task Does_not_wait_longer_than_it_should()
    {
        GitHub.Instead = _ => new(403, """{ "message": "API rate limit exceeded" }""") { Headers = new() { ["retry-after"] = "86400" } };

        Assert.Equal(Problems.PublishFailed, Assert.Single(await _run.PublishAsync(Report(), new() { Check = true })).Problem);
        Assert.Single(GitHub.Requests);
    }

    [Fact]
    public async Task A_silent_server_is_given_up()
    {
        GitHub.Instead = _ => new(200, "{}") { Delay = TimeSpan.FromSeconds(2) };

        var slow = Assert.Single(await _run.PublishAsync(Report(), new() { Check = true }, Quick with { Silence = TimeSpan.FromMilliseconds(200) }));

        Assert.Equal(Problems.PublishFailed, slow.Problem);
        Assert.Contains("silent", slow.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_is_never_shown()
    {
        GitHub.Instead = request => new(422, $$"""{ "message": "no" }""");

        var done = await _run.PublishAsync(Report(), new() { Sarif = _run.Sarif(), Check = true, Comment = true });

        Assert.All(done, publication => Assert.DoesNotContain("secret-token", publication.Outcome, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_summary_never_grows_beyond_what_GitHub_takes()
    {
        var file = Path.Combine(_run.Folder, "summary.md");
        File.WriteAllText(file, new string('x', 900_000));

        Done(await _run.PublishAsync(Report(8_000), new() { Summary = true }), "Written.");

        Assert.InRange(new FileInfo(file).Length, 900_000 + 1_000, 1 << 20);
        Assert.Equal(Problems.PublishRefused, Assert.Single(await _run.PublishAsync(Report(8_000), new() { Summary = true })).Problem);
    }

    private static void Done(ImmutableArray<Publication> done, string outcome)
    {
        var one = Assert.Single(done);
        Assert.Null(one.Problem);
        Assert.StartsWith(outcome, one.Outcome, StringComparison.Ordinal);
    }

    private static JsonNode Unpacked(string base64)
    {
        using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(base64)), CompressionMode.Decompress);
        return JsonNode.Parse(gzip)!;
    }

    private static JsonObject Foreign(string body) =>
        new() { ["id"] = 1, ["body"] = body, ["user"] = new JsonObject { ["type"] = "User" }, ["author_association"] = "NONE" };
}
