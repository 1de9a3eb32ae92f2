using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PipelineGuard.Findings;
using static PipelineGuard.GitHub.PublishRun;

namespace PipelineGuard.GitHub;

/// <summary>Servers that answer what no description foresees, and reports as large and as hostile as they come.</summary>
public sealed class OddAnswerTests : IDisposable
{
    private readonly PublishRun _run = new();

    public void Dispose() => _run.Dispose();

    public static TheoryData<string, int, string> Odd
    {
        get
        {
            var rows = new TheoryData<string, int, string>();
            foreach (var wish in new[] { "sarif", "check", "comment", "suggestions", "snapshot" })
            {
                foreach (var body in new[] { "", "null", "[]", "{}", "[null]", "\"x\"", "7", "<html>", new string('[', 200), """[{ "id": "x" }]""", """[{ "body": 7, "user": [] }]""" })
                {
                    rows.Add(wish, 200, body);
                }
                rows.Add(wish, 204, "");
                rows.Add(wish, 301, "");
                rows.Add(wish, 304, "");
                rows.Add(wish, 418, "null");
            }
            return rows;
        }
    }

    [Theory, MemberData(nameof(Odd))]
    public async Task An_answer_of_the_wrong_shape_is_told_and_nothing_is_thrown(string wish, int status, string body)
    {
        _run.GitHub.Instead = _ => new(status, body);

        var one = Assert.Single(await _run.PublishAsync(Report() with { Targets = [Image] }, Wish(wish), Quick with { Attempts = 2, Processing = TimeSpan.FromMilliseconds(50) }));

        Assert.NotEmpty(one.Outcome);
        if (status >= 300) Assert.NotNull(one.Problem);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task A_check_run_without_a_number_gets_no_second_batch(string body)
    {
        _run.GitHub.Instead = request => request.Method == "POST" ? new(201, body) : null;

        var one = Assert.Single(await _run.PublishAsync(Report(120), new() { Check = true }));

        Assert.Equal(Problems.PublishFailed, one.Problem);
        Assert.Single(_run.GitHub.Requests);
    }

    [Fact]
    public async Task An_answer_beyond_any_size_is_not_kept()
    {
        _run.GitHub.Instead = request => request.Method == "GET" ? new(200, $"[\"{new string('x', 33 << 20)}\"]") : null;

        Assert.Equal(Problems.PublishFailed, Assert.Single(await _run.PublishAsync(Report(), new() { Comment = true }, Quick with { Attempts = 1 })).Problem);
    }

    [Theory]
    [InlineData(403, "Resource not accessible by integration")]
    [InlineData(401, "Bad credentials")]
    public async Task A_token_that_may_upload_but_not_look_is_not_waited_with(int status, string words)
    {
        _run.GitHub.Instead = request => request.Method == "GET" ? new(status, $$"""{ "message": "{{words}}" }""") : null;

        var one = Assert.Single(await _run.PublishAsync(Report(), new() { Sarif = _run.Sarif() }));

        Assert.Null(one.Problem);
        Assert.Contains("may not ask", one.Outcome, StringComparison.Ordinal);
        Assert.Equal(2, _run.GitHub.Requests.Count);
    }

    [Fact]
    public async Task An_upload_that_is_not_known_yet_is_asked_for_again()
    {
        int left = 2;
        _run.GitHub.Instead = request => request.Method == "GET" && left-- > 0 ? new(404, """{ "message": "Not Found" }""") : null;

        Assert.StartsWith("Taken", Assert.Single(await _run.PublishAsync(Report(), new() { Sarif = _run.Sarif() })).Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_that_GitHub_is_still_at_is_left_to_it()
    {
        _run.GitHub.SarifStates.Clear();
        _run.GitHub.SarifStates.Enqueue("""{ "processing_status": "pending" }""");

        var one = Assert.Single(await _run.PublishAsync(Report(), new() { Sarif = _run.Sarif() }, Quick with { Processing = TimeSpan.FromMilliseconds(100) }));

        Assert.Null(one.Problem);
        Assert.Contains("still at it", one.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_the_list_names_twice_is_one_file()
    {
        for (int i = 0; i < 2; i++) _run.GitHub.Files.Add(new JsonObject { ["filename"] = "Dockerfile", ["status"] = "modified", ["patch"] = "@@ -1 +1 @@\n+FROM debian:latest" });
        var report = Report() with { Findings = [Finding(1) with { Fix = new("Pin it") { Edits = [new("Dockerfile", 1, 6, 1, 19, "debian:12.5")] } }] };

        Assert.Equal("1 line.", Assert.Single(await _run.PublishAsync(report, new() { Suggestions = true })).Outcome);
    }

    [Fact]
    public async Task Two_jobs_that_write_at_once_leave_one_comment()
    {
        // The other job writes between our look and our words.
        _run.GitHub.Instead = request =>
        {
            if (request.Method == "POST" && _run.GitHub.Comments.Count == 0)
            {
                _run.GitHub.Comments.Add(new JsonObject { ["id"] = 1, ["body"] = $"{PullRequestComment.Mark(Report())}\nof the other", ["user"] = new JsonObject { ["type"] = "Bot" } });
            }
            return null;
        };

        var one = Assert.Single(await _run.PublishAsync(Report(), new() { Comment = true }));

        Assert.Null(one.Problem);
        var left = Assert.Single(_run.GitHub.Comments);
        Assert.Equal("1", left["id"]!.ToString());
        Assert.Contains("PGD007", left["body"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_does_not_follow_to_another_server()
    {
        using var other = new GitHubStandIn();
        _run.GitHub.Instead = _ => new(307, "") { Headers = new() { ["Location"] = $"{other.Api.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}/repos/octo/shop/check-runs" } };

        await _run.PublishAsync(Report(), new() { Check = true });

        Assert.All(other.Requests, request => Assert.Null(request.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_repository_that_moved_is_found_at_its_new_address()
    {
        bool moved = false;
        _run.GitHub.Instead = request => !moved && (moved = true) ? new(307, "") { Headers = new() { ["Location"] = $"{_run.GitHub.Api}{request.Path}" } } : null;

        Assert.Equal("1 annotation on lines.", Assert.Single(await _run.PublishAsync(Report(), new() { Check = true })).Outcome);
        Assert.Equal(2, _run.GitHub.Requests.Count(request => request is { Method: "POST", Body: not null }));
    }

    [Theory]
    [InlineData("http://[")]
    [InlineData("")]
    [InlineData("javascript:x")]
    [InlineData("//[::")]
    [InlineData("http://example.invalid/")]
    public async Task A_redirection_to_nowhere_is_told(string location)
    {
        _run.GitHub.Instead = _ => new(302, "") { Headers = new() { ["Location"] = location } };

        Assert.Equal(Problems.PublishFailed, Assert.Single(await _run.PublishAsync(Report(), new() { Comment = true }, Quick with { Attempts = 1 })).Problem);
    }

    [Fact]
    public async Task Redirections_in_a_circle_come_to_an_end()
    {
        _run.GitHub.Instead = request => new(307, "") { Headers = new() { ["Location"] = $"{_run.GitHub.Api}{request.Path}" } };

        Assert.Equal(Problems.PublishFailed, Assert.Single(await _run.PublishAsync(Report(), new() { Check = true })).Problem);
        Assert.InRange(_run.GitHub.Requests.Count, 1, 20);
    }

    [Theory]
    [InlineData("You have exceeded a secondary rate limit. Please wait a few minutes before you try again.")]
    [InlineData("You have triggered an abuse detection mechanism. Please wait a few minutes before you try again.")]
    public async Task A_limit_that_stays_is_no_missing_permission(string words)
    {
        _run.GitHub.Instead = _ => new(403, $$"""{ "message": "{{words}}" }""");

        var one = Assert.Single(await _run.PublishAsync(Report(), new() { Check = true }));

        Assert.Equal(Problems.PublishFailed, one.Problem);
        Assert.DoesNotContain("permissions:", one.Outcome, StringComparison.Ordinal);
        Assert.Equal(Quick.Attempts, _run.GitHub.Requests.Count);
    }

    [Fact]
    public async Task A_limit_that_ended_by_our_clock_alone_is_not_hammered_at()
    {
        var patience = Quick with { FirstPause = TimeSpan.FromSeconds(40), LongestPause = TimeSpan.FromSeconds(60), Attempts = 2 };
        var time = new CountingTime();
        _run.GitHub.Instead = _ => new(403, """{ "message": "API rate limit exceeded" }""") { Headers = new() { ["x-ratelimit-remaining"] = "0", ["x-ratelimit-reset"] = "1" } };

        await _run.PublishAsync(Report(), new() { Check = true }, patience, time);

        Assert.Contains(time.Waits, wait => wait >= TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task Cancelling_ends_a_wait_for_a_limit()
    {
        using var cancellation = new CancellationTokenSource();
        _run.GitHub.Instead = _ =>
        {
            cancellation.CancelAfter(50);
            return new(429, "{}") { Headers = new() { ["retry-after"] = "50" } };
        };

        _run.Cancellation = cancellation.Token;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _run.PublishAsync(Report(), new() { Check = true }, Quick with { LongestPause = TimeSpan.FromMinutes(2) }));
    }

    [Fact]
    public async Task Texts_stay_within_what_GitHub_takes_however_much_there_is_to_say()
    {
        var name = string.Concat(Enumerable.Repeat("<!-- --> @octo ::error:: 📦 `|` ", 400));
        var findings = Enumerable.Range(1, 3_000).Select(line => Finding(line) with { Title = name, Message = name, Location = new(LocationKind.Source, name) { Line = line }, Target = name });
        var report = Report() with { Targets = [new(name, "dockerfile") { LogicalName = name }], Findings = [.. findings] };

        var done = await _run.PublishAsync(report, new() { Check = true, Comment = true });

        Assert.All(done, publication => Assert.Null(publication.Problem));
        // GitHub Docs: 65,536 characters of a comment, 65,535 of a summary, 64 KB of a message, 255 characters of a title.
        Assert.All(_run.GitHub.Comments, comment => Assert.InRange(comment["body"]!.ToString().Length, 1, 65_536));
        var checks = _run.GitHub.Requests.Where(request => request.Path.Contains("check-runs", StringComparison.Ordinal)).Select(request => request.Body!["output"]!).ToList();
        Assert.Equal(20, checks.Count);
        Assert.All(checks, output => Assert.InRange(output["summary"]!.ToString().Length, 1, 65_535));
        Assert.All(checks.SelectMany(output => output["annotations"]!.AsArray()), annotation =>
        {
            Assert.InRange(Encoding.UTF8.GetByteCount(annotation!["message"]!.ToString()), 1, 64 << 10);
            Assert.InRange(annotation["title"]!.ToString().Length, 1, 255);
        });
        // The mark is one line that nothing in it ends, and nobody is called.
        var body = Assert.Single(_run.GitHub.Comments)["body"]!.ToString();
        Assert.Equal(1, body[..body.IndexOf('\n', StringComparison.Ordinal)].Split("-->").Length - 1);
        Assert.DoesNotContain(" @octo", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_GitHub_would_not_take_is_refused_before_anything_is_sent()
    {
        var noise = Convert.ToHexString(RandomNumberGenerator.GetBytes(24 << 20));

        var failure = await Assert.ThrowsAsync<GuardException>(() => _run.PublishAsync(Report(), new() { Sarif = _run.Sarif($$"""{ "version": "2.1.0", "runs": [ { "x": "{{noise}}" } ] }"""), Check = true }));

        Assert.Contains("when compressed", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_run.GitHub.Requests);
    }

    [Theory]
    [InlineData("/home/runner/work/a b/ä#1?x%20", "file:///home/runner/work/a%20b/%C3%A4%231%3Fx%2520")]
    [InlineData(@"D:\a\shop\shop", "file:///D:/a/shop/shop")]
    [InlineData(@"D:\a b\x%20#y", "file:///D:/a%20b/x%2520%23y")]
    [InlineData(@"\\server\share\shop", "file://server/share/shop")]
    [InlineData("relative/path", null)]
    [InlineData("", null)]
    public async Task The_folder_of_the_checkout_is_an_address_on_every_system(string workspace, string? address)
    {
        await _run.PublishAsync(Report(), new() { Sarif = _run.Sarif() }, variables: new() { ["GITHUB_WORKSPACE"] = workspace });

        Assert.Equal(address, _run.GitHub.Requests.First().Body!["checkout_uri"]?.ToString());
    }

    [Fact]
    public async Task The_words_of_a_server_command_nobody_and_break_no_line()
    {
        _run.GitHub.Instead = _ => new(422, """{ "message": "no\n::error::x ##vso[task.complete]\u001b[2J" }""");

        var one = Assert.Single(await _run.PublishAsync(Report(), new() { Check = true }));

        Assert.DoesNotContain('\n', one.Outcome);
        Assert.DoesNotContain("::error::", one.Outcome, StringComparison.Ordinal);
        Assert.DoesNotContain("##vso[", one.Outcome, StringComparison.Ordinal);
    }

    private PublishWishes Wish(string name) => name switch
    {
        "sarif" => new() { Sarif = _run.Sarif() },
        "check" => new() { Check = true },
        "comment" => new() { Comment = true },
        "suggestions" => new() { Suggestions = true },
        _ => new() { Snapshot = true },
    };

    /// <summary>A clock whose waits are over at once and remembered.</summary>
    private sealed class CountingTime : TimeProvider
    {
        public List<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > TimeSpan.Zero) Waits.Add(dueTime);
            return TimeProvider.System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : dueTime, period);
        }
    }
}
