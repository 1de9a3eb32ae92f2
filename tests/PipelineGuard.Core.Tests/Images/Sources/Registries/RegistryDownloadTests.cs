using System.Globalization;
using PipelineGuard.Advisories;
using PipelineGuard.Advisories.Feeds;
using PipelineGuard.Images.Building;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>Registries that fail, break off, dawdle, lie or send elsewhere.</summary>
public sealed class RegistryDownloadTests : IDisposable
{
    private const int Length = 300_000;

    private readonly FakeRegistry _registry = new(OciLayoutWriter.Write(RegistryRead.Sample(Length)));

    public void Dispose() => _registry.Dispose();

    private string Big => _registry.Layers[1];

    private byte[] BigBytes => _registry[Big];

    [Theory]
    [InlineData(401, "PG2021", 1, "(401)")]
    [InlineData(403, "PG2022", 1, "(403)")]
    [InlineData(404, "PG2023", 1, "does not have it (404)")]
    [InlineData(429, "PG2024", 3, "takes no more requests for now (429).")]
    [InlineData(500, "PG2025", 3, "answered 500")]
    [InlineData(503, "PG2025", 3, "answered 503")]
    [InlineData(418, "PG2025", 1, "answered 418")]
    public async Task Says_what_the_registry_answered_after_as_many_attempts_as_may_help(int status, string code, int attempts, string words)
    {
        _registry.Instead = _ => Answer.Of(status);

        var refusal = await RegistryRead.RefusedAsync(_registry);

        Assert.Equal(code, refusal.Problem.Code);
        Assert.Contains(words, refusal.Detail, StringComparison.Ordinal);
        Assert.Equal(attempts, _registry.Requests.Count(request => request.Item == "manifests/1.0"));
    }

    [Theory, InlineData("0"), InlineData("1"), InlineData("Thu, 01 Jan 1970 00:00:00 GMT"), InlineData("nonsense")]
    public async Task A_busy_registry_is_asked_again_when_it_says_so(string after)
    {
        var busy = 0;
        _registry.Instead = request => request.Item.StartsWith("manifests/", StringComparison.Ordinal) && busy++ < 2 ? Answer.Of(429, $"Retry-After: {after}\r\n") : null;

        using var read = await RegistryRead.ReadAsync(_registry);

        Assert.Equal(2, read.Files.Count);
    }

    [Fact]
    public async Task A_registry_that_wants_us_back_much_later_is_not_asked_again()
    {
        _registry.Instead = _ => Answer.Of(429, "Retry-After: 3600\r\n");

        var refusal = await RegistryRead.RefusedAsync(_registry);

        Assert.Equal("PG2024", refusal.Problem.Code);
        Assert.Contains("it asks to wait 3600 seconds", refusal.Detail, StringComparison.Ordinal);
        Assert.Single(_registry.Requests, request => request.Item == "manifests/1.0");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_download_that_breaks_goes_on_where_it_broke(bool knowsRanges)
    {
        _registry.Instead = request => request.Item != Big ? null
            : request.From is null && Asked(Big) == 1 ? new(200, BigBytes[..100_000]) { StatedLength = BigBytes.Length }
            : knowsRanges ? null : new(200, BigBytes);

        using var read = await RegistryRead.ReadAsync(_registry);

        Assert.Equal(["0 first visible 1", "1 second visible " + new string('x', Length)], read.Files);
        Assert.Empty(read.Log.Problems);
        Assert.Equal([null, 100_000], _registry.Requests.Where(request => request.Item == Big).Select(request => request.From));
    }

    [Fact]
    public async Task A_download_that_breaks_again_and_again_but_goes_on_ends_well()
    {
        _registry.Instead = request => request.Item != Big ? null
            : Part(request.From ?? 0, Math.Min(BigBytes.Length, (request.From ?? 0) + 30_000));

        using var read = await RegistryRead.ReadAsync(_registry);

        Assert.Empty(read.Log.Problems);
        Assert.True(Asked(Big) > 10);
    }

    [Fact]
    public async Task A_download_that_never_goes_on_is_given_up_and_the_other_layer_is_read()
    {
        _registry.Instead = request => request.Item != Big ? null : Part(request.From ?? 0, Math.Max(100_000, request.From ?? 0));

        using var read = await RegistryRead.ReadAsync(_registry);

        Assert.Equal(["PG2005"], read.Log.Codes);
        Assert.Contains($"broke off after 100000 of {BigBytes.Length} bytes", read.Log.Problems[0].Detail, StringComparison.Ordinal);
        Assert.Equal(["0 first visible 1"], read.Files);
        Assert.InRange(Asked(Big), 3, 4);
    }

    [Fact]
    public async Task Another_part_than_asked_for_is_not_taken()
    {
        _registry.Instead = request => request.Item != Big ? null
            : request.From is null ? Part(0, 100_000)
            : new(206, BigBytes[50_000..], $"Content-Range: bytes 50000-{BigBytes.Length - 1}/{BigBytes.Length}\r\n");

        using var read = await RegistryRead.ReadAsync(_registry);

        Assert.Equal(["PG2005"], read.Log.Codes);
        Assert.Contains("another part", read.Log.Problems[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_half_of_other_bytes_is_seen_by_the_digest()
    {
        _registry.Instead = request => request.Item != Big ? null
            : request.From is null ? Part(0, 100_000)
            : new(206, [.. BigBytes[100_000..^2000].Select(_ => (byte)'y'), .. BigBytes[^2000..]], $"Content-Range: bytes 100000-{BigBytes.Length - 1}/{BigBytes.Length}\r\n");

        using var read = await RegistryRead.ReadAsync(_registry);

        Assert.Contains("PG2006", read.Log.Codes);
    }

    [Theory, InlineData(-1, "registry has"), InlineData(1, "registry has")]
    public async Task A_layer_of_another_length_than_the_manifest_states_is_refused(int more, string words)
    {
        _registry.Instead = request => request.Item != Big ? null : new(200, more < 0 ? BigBytes[..^1] : [.. BigBytes, 0]);

        using var read = await RegistryRead.ReadAsync(_registry);

        Assert.Equal(["PG2005"], read.Log.Codes);
        Assert.Contains(words, read.Log.Problems[0].Detail, StringComparison.Ordinal);
    }

    [Theory, InlineData(404), InlineData(403), InlineData(500)]
    public async Task A_layer_that_is_not_given_is_a_problem_of_that_layer_alone(int status)
    {
        _registry.Instead = request => request.Item == Big ? Answer.Of(status) : null;

        using var read = await RegistryRead.ReadAsync(_registry);

        Assert.Equal(["PG2005"], read.Log.Codes);
        Assert.Equal(["0 first visible 1"], read.Files);
        Assert.Equal([true, false], read.Contents.Layers.Select(layer => layer.Complete));
    }

    [Fact]
    public async Task A_registry_that_sends_a_few_bytes_in_a_second_is_given_up()
    {
        _registry.Instead = request => request.Item == Big ? new(200, BigBytes) { Pause = TimeSpan.FromMilliseconds(20) } : null;

        using var read = await RegistryRead.ReadAsync(_registry, Impatient);

        Assert.Equal(["PG2005"], read.Log.Codes);
        Assert.Contains("fewer than 1024 bytes in a second", read.Log.Problems[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_falls_silent_within_a_layer_is_given_up()
    {
        _registry.Instead = request => request.Item == Big ? new(200, BigBytes[..1000]) { StatedLength = BigBytes.Length, StaysSilent = true } : null;

        using var read = await RegistryRead.ReadAsync(_registry, Impatient);

        Assert.Equal(["PG2005"], read.Log.Codes);
        Assert.Contains("silent", read.Log.Problems[0].Detail, StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_registry_that_dawdles_with_its_manifest_is_given_up(bool silent)
    {
        var manifest = _registry["manifests/1.0"];
        _registry.Instead = request => request.Item != "manifests/1.0" ? null
            : silent ? new(200, [], "") { StatedLength = manifest.Length, StaysSilent = true }
            : new(200, manifest) { Pause = TimeSpan.FromMilliseconds(100) };

        Assert.Equal("PG2020", (await RegistryRead.RefusedAsync(_registry, Impatient)).Problem.Code);
    }

    [Fact]
    public async Task A_manifest_over_the_limit_is_refused()
    {
        _registry.Instead = request => request.Item == "manifests/1.0" ? new(200, new byte[ReadLimits.Default.ManifestBytes + 1]) : null;

        var refusal = await RegistryRead.RefusedAsync(_registry);

        Assert.Equal("PG2003", refusal.Problem.Code);
        Assert.Contains("ManifestBytes", refusal.Detail, StringComparison.Ordinal);
    }

    [Theory, InlineData("<html>"), InlineData("{}"), InlineData("[]"), InlineData("")]
    public async Task What_is_no_manifest_is_said_to_be_no_image(string body)
    {
        _registry.Instead = request => request.Item == "manifests/1.0" ? new(200, System.Text.Encoding.UTF8.GetBytes(body), "Content-Type: text/html\r\n") : null;

        Assert.Equal("PG2002", (await RegistryRead.RefusedAsync(_registry)).Problem.Code);
    }

    [Fact]
    public async Task An_image_pinned_to_its_digest_is_read()
    {
        using var read = await ReadImage.ReadAsync($"registry:{_registry.Host}/example/app@{_registry.Top}", path => path is "first", access: FakeRegistry.Access);

        Assert.Equal(["0 first visible 1"], read.Files);
        Assert.Equal(_registry.Top, read.Image.Digest.ToString());
        Assert.DoesNotContain(_registry.Requests, request => request.Item == "manifests/1.0");
    }

    [Fact]
    public async Task An_image_pinned_to_another_digest_is_refused()
    {
        var other = TestLayer.DigestOf([1]);
        _registry.Add("manifests/" + other, OciLayoutWriter.ManifestType, _registry["manifests/1.0"]);

        var refusal = await Assert.ThrowsAsync<Findings.GuardException>(() => ReadImage.ReadAsync($"registry:{_registry.Host}/example/app:1.0@{other}", _ => false, access: FakeRegistry.Access));

        Assert.Equal("PG2026", refusal.Problem.Code);
        Assert.Contains(_registry.Top, refusal.Detail, StringComparison.Ordinal);
    }

    [Theory, InlineData(301), InlineData(302), InlineData(303), InlineData(307), InlineData(308)]
    public async Task Layers_may_stand_on_another_host_which_gets_no_credential(int status)
    {
        using var store = new LoopbackServer((path, _) => new(200, _registry[path[1..].Split('?')[0]]));
        _registry.Instead = request => request.Login is null ? Answer.Of(401, "WWW-Authenticate: Basic realm=\"here\"\r\n")
            : request.Item.StartsWith("blobs/", StringComparison.Ordinal) ? Answer.Of(status, $"Location: http://{store.Host}/{request.Item}?signature=abc\r\n") : null;
        using var folder = new TemporaryFolder();

        using var read = await RegistryRead.ReadAsync(_registry, TestLogin.In(folder, _registry.Host));

        Assert.Equal(2, read.Files.Count);
        Assert.Empty(read.Log.Problems);
        Assert.NotEmpty(store.Requests);
        Assert.DoesNotContain(store.Requests, head => head.Contains("Authorization", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(_registry.Requests, request => request.Login == TestLogin.User + ":" + TestLogin.Secret);
    }

    [Fact]
    public async Task A_broken_download_of_another_host_goes_on_through_the_registry()
    {
        using var store = new LoopbackServer((_, count) => count == 1 ? new(200, BigBytes[..100_000]) { StatedLength = BigBytes.Length } : Part(100_000, BigBytes.Length));
        _registry.Instead = request => request.Item == Big ? Answer.Of(307, $"Location: http://{store.Host}/x\r\n") : null;

        using var read = await RegistryRead.ReadAsync(_registry);

        Assert.Empty(read.Log.Problems);
        Assert.Equal(2, Asked(Big));
        Assert.Contains("Range: bytes=100000-", store.Requests[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/", "not https")]
    [InlineData("https://169.254.169.254/latest/meta-data/?token=abc", "inside a private network")]
    [InlineData("http://[fe80::1]/", "not https")]
    [InlineData("https://[::ffff:169.254.169.254]/", "inside a private network")]
    [InlineData("https://0.0.0.0/", "inside a private network")]
    [InlineData("http://host.example/", "not https")]
    [InlineData("https://user:abc@localhost/", "a user name in it")]
    [InlineData("file:///etc/passwd", "not https")]
    [InlineData("ftp://localhost/", "not https")]
    public async Task A_redirect_to_where_a_registry_has_no_business_is_refused(string to, string words)
    {
        _registry.Instead = request => request.Item == "manifests/1.0" ? Answer.Of(307, $"Location: {to}\r\n") : null;

        var refusal = await RegistryRead.RefusedAsync(_registry);

        Assert.Equal("PG2026", refusal.Problem.Code);
        Assert.DoesNotContain("abc", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(words, refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_layer_that_is_redirected_without_end_is_refused()
    {
        _registry.Instead = request => request.Item.StartsWith(Big, StringComparison.Ordinal) ? Answer.Of(307, $"Location: {request.Path}x\r\n") : null;

        using var read = await RegistryRead.ReadAsync(_registry);

        Assert.Equal(["PG2005"], read.Log.Codes);
        Assert.Contains("redirects more than 5 times", read.Log.Problems[0].Detail, StringComparison.Ordinal);
    }

    private int Asked(string item) => _registry.Requests.Count(request => request.Item == item);

    private static RegistryAccess Impatient => FakeRegistry.Access with { Retry = FakeRegistry.Access.Retry with { Attempts = 2, Silence = TimeSpan.FromMilliseconds(400) } };

    // Promises the rest, sends a part, and hangs up.
    private Answer Part(int from, int to) => new(from == 0 ? 200 : 206, BigBytes[from..to], from == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"Content-Range: bytes {from}-{BigBytes.Length - 1}/{BigBytes.Length}\r\n"))
    {
        StatedLength = BigBytes.Length - from,
    };
}
