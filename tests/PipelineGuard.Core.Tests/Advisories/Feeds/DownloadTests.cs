using System.Net.Http.Headers;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Advisories.Feeds;

public sealed class DownloadTests : IDisposable
{
    private static readonly byte[] Zip = OsvExport.Zip(("X-1.json", OsvExport.Record("X-1", "Azure Linux:3", "thing", "2.0")));
    private readonly TemporaryFolder _folder = new();
    private readonly CollectingLog _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Downloads_an_ecosystem_whose_name_has_a_space()
    {
        using var server = Serve(_ => new(200, Zip));

        var update = await UpdateAsync(server.Address);

        Assert.Equal((AdvisoryUpdateOutcome.Written, 1), (update.Outcome, update.Data?.Advisories));
        Assert.StartsWith("GET /some%20base/Azure%20Linux/all.zip HTTP/1.1", server.Requests[0], StringComparison.Ordinal);
        Assert.Equal(["Azure%20Linux.pgc", "Azure%20Linux.pgs"], Files());
    }

    [Fact]
    public async Task Reads_which_ecosystems_there_are()
    {
        using var server = new LoopbackServer((path, _) =>
            path.EndsWith("/ecosystems.txt", StringComparison.Ordinal) ? new(200, "Azure Linux\r\nAzure Linux:3\n[EMPTY]\n../evil\n"u8.ToArray()) : Content(path, new(200, Zip)));

        var updates = await Database().BuildAsync([server.Address], null, _log, cancellation: Cancel);

        Assert.Equal("Azure Linux", Assert.Single(updates).Ecosystem);
        Assert.Contains(_log.Problems, problem => problem.Info == Problems.BadAdvisory && problem.Detail.Contains("../evil", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Asks_only_for_what_is_newer_and_confirms_what_is_not()
    {
        using var server = Serve(count => count == 1 ? new(200, Zip, "ETag: \"v1\"\r\nLast-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\n") : Answer.Of(304));
        await UpdateAsync(server.Address, today: 10);

        var update = await UpdateAsync(server.Address, today: 20);

        var request = server.Requests.Last(request => request.Contains("all.zip", StringComparison.Ordinal));
        Assert.Contains("If-None-Match: \"v1\"", request, StringComparison.Ordinal);
        Assert.Contains("If-Modified-Since: Thu, 01 Jan 2026 00:00:00 GMT", request, StringComparison.Ordinal);
        Assert.Equal(AdvisoryUpdateOutcome.Unchanged, update.Outcome);
        Assert.Equal(new DateTimeOffset(2026, 6, 20, 0, 0, 0, TimeSpan.Zero), update.Data!.AsOf);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), update.Data.Newest);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Tries_again_after_a_passing_trouble(int status)
    {
        using var server = Serve(count => count == 1 ? Answer.Of(status, "Retry-After: 0\r\n") : new(200, Zip));

        Assert.Equal(AdvisoryUpdateOutcome.Written, (await UpdateAsync(server.Address)).Outcome);
    }

    [Fact]
    public async Task Tries_again_when_the_body_was_cut()
    {
        using var server = Serve(count => count == 1 ? new(200, Zip[..50]) { StatedLength = Zip.Length } : new(200, Zip));

        Assert.Equal(AdvisoryUpdateOutcome.Written, (await UpdateAsync(server.Address)).Outcome);
    }

    [Fact]
    public async Task Tries_again_when_the_server_falls_silent()
    {
        using var server = Serve(count => count == 1 ? new(200, Zip[..50]) { StatedLength = Zip.Length, StaysSilent = true } : new(200, Zip));
        var database = new AdvisoryDatabase(_folder.Path) { Retry = Hasty with { Silence = TimeSpan.FromMilliseconds(200) } };

        var updates = await database.UpdateAsync([server.Address], ["Azure Linux"], _log, cancellation: Cancel);

        Assert.Equal(AdvisoryUpdateOutcome.Written, updates[0].Outcome);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(403)]
    public async Task Falls_back_to_the_next_mirror(int status)
    {
        using var broken = new LoopbackServer((_, _) => Answer.Of(status));
        using var good = Serve(_ => new(200, Zip));

        Assert.Equal(AdvisoryUpdateOutcome.Written, (await UpdateAsync(broken.Address, good.Address)).Outcome);
    }

    [Theory]
    [InlineData(404, "PG4008")]
    [InlineData(403, "PG4006")]
    [InlineData(500, "PG4006")]
    public async Task Says_what_failed_and_keeps_what_was_there(int status, string code)
    {
        using (var good = Serve(_ => new(200, Zip))) await UpdateAsync(good.Address);
        var before = await File.ReadAllBytesAsync(_folder["Azure%20Linux.pgs"], Cancel);
        using var broken = new LoopbackServer((_, _) => Answer.Of(status));

        var update = await UpdateAsync(broken.Address);

        Assert.Equal(AdvisoryUpdateOutcome.Failed, update.Outcome);
        Assert.Contains(code, _log.Codes);
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder["Azure%20Linux.pgs"], Cancel));
    }

    [Theory]
    [InlineData("not a zip")]
    [InlineData("")]
    public async Task Refuses_what_is_no_archive_and_keeps_what_was_there(string body)
    {
        using (var good = Serve(_ => new(200, Zip))) await UpdateAsync(good.Address);
        using var wrong = Serve(_ => new(200, System.Text.Encoding.UTF8.GetBytes(body)));

        Assert.Equal(AdvisoryUpdateOutcome.Failed, (await UpdateAsync(wrong.Address)).Outcome);
        Assert.Contains("PG4008", _log.Codes);
        Assert.Equal(["Azure%20Linux.pgc", "Azure%20Linux.pgs"], Files());
    }

    [Fact]
    public async Task Refuses_a_file_that_is_too_large()
    {
        using var server = Serve(_ => new(200, Zip));
        var database = new AdvisoryDatabase(_folder.Path) { Retry = Hasty, Limits = new() { DownloadBytes = Zip.Length - 1 } };

        var updates = await database.UpdateAsync([server.Address], ["Azure Linux"], _log, cancellation: Cancel);

        Assert.Equal(AdvisoryUpdateOutcome.Failed, updates[0].Outcome);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task Ends_at_once_when_cancelled_and_leaves_nothing_behind()
    {
        using var cancel = new CancellationTokenSource();
        using var server = new LoopbackServer((_, _) =>
        {
            cancel.CancelAfter(TimeSpan.FromMilliseconds(100));
            return new(200, Zip[..50]) { StatedLength = Zip.Length, StaysSilent = true };
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new AdvisoryDatabase(_folder.Path).UpdateAsync([server.Address], ["Azure Linux"], _log, cancellation: cancel.Token));
        Assert.Empty(Files());
    }

    [Fact]
    public async Task Sends_a_password_as_a_header_and_never_shows_it()
    {
        using var server = Serve(_ => new(200, Zip));

        await UpdateAsync(server.Address.Replace("://", "://user:pass%20word@", StringComparison.Ordinal));

        Assert.Contains("Authorization: Basic dXNlcjpwYXNzIHdvcmQ=", server.Requests[0], StringComparison.Ordinal);
        Assert.DoesNotContain("pass", new AdvisoryDatabase(_folder.Path).Status(_log)[0].Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Downloads_over_https_only()
    {
        var thrown = await Assert.ThrowsAsync<GuardException>(() => UpdateAsync("http://osv.example/export"));
        Assert.Equal("PG4008", thrown.Problem.Code);
    }

    [Fact]
    public async Task Refuses_what_is_no_place()
    {
        var thrown = await Assert.ThrowsAsync<GuardException>(() => UpdateAsync(_folder["nowhere"]));
        Assert.Equal("PG4008", thrown.Problem.Code);
    }

    [Theory]
    [InlineData(1, null, 1)]
    [InlineData(2, null, 2)]
    [InlineData(4, null, 8)]
    [InlineData(40, null, 60)]
    [InlineData(1, "7", 7)]
    [InlineData(1, "3600", 60)]
    [InlineData(1, "Mon, 01 Jun 2026 00:00:09 GMT", 9)]
    [InlineData(1, "Mon, 01 Jun 2020 00:00:00 GMT", 0)]
    public void Waits_longer_each_time_but_never_too_long(int failure, string? retryAfter, int seconds)
    {
        var asked = retryAfter is null ? null : RetryConditionHeaderValue.Parse(retryAfter);
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryPolicy.Default.Pause(failure, asked, new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static RetryPolicy Hasty { get; } = new() { Attempts = 2, FirstPause = TimeSpan.Zero };

    private AdvisoryDatabase Database(int today = 1) => new(_folder.Path, new FixedTime(new(2026, 6, today, 0, 0, 0, TimeSpan.Zero))) { Retry = Hasty };

    private async Task<AdvisoryUpdate> UpdateAsync(string first, string? second = null, int today = 1) =>
        Assert.Single(await Database(today).UpdateAsync(second is null ? [first] : [first, second], ["Azure Linux"], _log, cancellation: Cancel));

    private Task<AdvisoryUpdate> UpdateAsync(string first, int today) => UpdateAsync(first, null, today);

    private string[] Files() => [.. Directory.GetFiles(_folder.Path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static LoopbackServer Serve(Func<int, Answer> archive)
    {
        int asked = 0;
        return new((path, _) => path.EndsWith("all.zip", StringComparison.Ordinal) ? archive(++asked) : Answer.Of(404));
    }

    private static Answer Content(string path, Answer archive) => path.EndsWith("all.zip", StringComparison.Ordinal) ? archive : Answer.Of(404);
}
