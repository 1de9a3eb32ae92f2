using System.Text;
using PipelineGuard.Advisories;
using PipelineGuard.Advisories.Feeds;
using PipelineGuard.Findings;
using PipelineGuard.Images.Building;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>Who is shown which credential.</summary>
public sealed class RegistryLoginTests : IDisposable
{
    private static readonly string Token = string.Concat("to", "ken", "-1");

    private readonly TemporaryFolder _folder = new();
    private readonly FakeRegistry _registry = new(OciLayoutWriter.Write(RegistryRead.Sample()));

    public void Dispose()
    {
        _registry.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_registry_that_asks_for_nothing_gets_nothing()
    {
        using var read = await RegistryRead.ReadAsync(_registry, TestLogin.In(_folder, _registry.Host));

        Assert.All(_registry.Requests, request => Assert.Null(request.Login));
        Assert.Equal(2, read.Files.Count);
    }

    [Fact]
    public async Task Name_and_password_are_sent_to_a_registry_that_asks_for_them()
    {
        WantBasic();

        using var read = await RegistryRead.ReadAsync(_registry, TestLogin.In(_folder, _registry.Host));

        Assert.Equal(2, read.Files.Count);
        Assert.Single(_registry.Requests, request => request.Item.Length > 0 && request.Login is null);
    }

    [Fact]
    public async Task Without_a_login_it_says_how_to_log_in()
    {
        WantBasic();

        var refusal = await RegistryRead.RefusedAsync(_registry);

        Assert.Equal("PG2021", refusal.Problem.Code);
        Assert.Contains($"docker login {_registry.Host}", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_not_repeated()
    {
        _registry.Instead = _ => Answer.Of(401, "WWW-Authenticate: Basic realm=\"here\"\r\n");

        var refusal = await RegistryRead.RefusedAsync(_registry, TestLogin.In(_folder, _registry.Host));

        Assert.Equal("PG2021", refusal.Problem.Code);
        Assert.DoesNotContain(TestLogin.Secret, refusal.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, _registry.Requests.Count(request => request.Item == "manifests/1.0"));
    }

    [Theory, InlineData(null), InlineData("Digest realm=\"x\""), InlineData("Bearer realm"), InlineData("Bearer service=\"x\""), InlineData("\"")]
    public async Task A_question_that_nobody_can_answer_is_a_refusal(string? challenge)
    {
        _registry.Instead = _ => Answer.Of(401, challenge is null ? "" : $"WWW-Authenticate: {challenge}\r\n");

        Assert.Equal("PG2021", (await RegistryRead.RefusedAsync(_registry, TestLogin.In(_folder, _registry.Host))).Problem.Code);
    }

    [Fact]
    public async Task A_stranger_is_given_a_token_where_the_registry_gives_them_to_strangers()
    {
        using var tokens = Tokens(head => head.Contains("Authorization", StringComparison.Ordinal) ? Answer.Of(401) : Given("token"));

        using var read = await RegistryRead.ReadAsync(_registry);

        Assert.Equal(2, read.Files.Count);
        Assert.Equal("/token?scope=repository%3Aexample%2Fapp%3Apull&service=registry.example", Assert.Single(tokens.Requests).Split(' ')[1]);
    }

    [Theory, InlineData("token"), InlineData("access_token")]
    public async Task A_token_is_fetched_once_with_name_and_password(string member)
    {
        using var tokens = Tokens(head => head.Contains("Authorization: Basic " + TestLogin.Encoded, StringComparison.Ordinal) ? Given(member) : Answer.Of(401));

        using var read = await RegistryRead.ReadAsync(_registry, TestLogin.In(_folder, _registry.Host));

        Assert.Equal(2, read.Files.Count);
        Assert.Single(tokens.Requests);
        Assert.All(_registry.Requests, request => Assert.DoesNotContain(TestLogin.Encoded, request.Head, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_query_of_a_realm_is_kept()
    {
        using var tokens = Tokens(_ => Given("token"), "/token?account=me");

        using var read = await RegistryRead.ReadAsync(_registry);

        Assert.StartsWith("/token?account=me&scope=repository", Assert.Single(tokens.Requests).Split(' ')[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_identity_token_is_exchanged()
    {
        var identity = string.Concat("identity", "-", "1");
        using var tokens = Tokens(head => head.StartsWith("POST /token ", StringComparison.Ordinal) && !head.Contains("Authorization", StringComparison.Ordinal) ? Given("access_token") : Answer.Of(401));
        var access = TestLogin.With(_folder, $$"""{"auths":{"{{_registry.Host}}":{"auth":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes("00000000-0000-0000-0000-000000000000:"))}}","identitytoken":"{{identity}}"} } }""");

        using var read = await RegistryRead.ReadAsync(_registry, access);

        Assert.Equal(2, read.Files.Count);
        Assert.Equal($"grant_type=refresh_token&service=registry.example&scope=repository%3Aexample%2Fapp%3Apull&client_id=pipelineguard&refresh_token={identity}", Assert.Single(tokens.Bodies));
    }

    [Fact]
    public async Task A_token_that_has_run_out_is_renewed_in_the_middle_of_an_image()
    {
        int given = 0;
        using var tokens = new LoopbackServer((_, _) => new(200, Encoding.UTF8.GetBytes($$"""{"token":"{{Token}}{{++given}}"}""")));
        _registry.Instead = request =>
        {
            var wanted = request.Item.StartsWith("blobs/", StringComparison.Ordinal) ? "2" : "1";
            return request.Login == $"Bearer {Token}{wanted}" || request.Login == $"Bearer {Token}2" ? null : Ask(tokens);
        };

        using var read = await RegistryRead.ReadAsync(_registry);

        Assert.Equal(2, read.Files.Count);
        Assert.Equal(2, given);
    }

    [Theory]
    [InlineData(401, "PG2021", 1)]
    [InlineData(403, "PG2021", 1)]
    [InlineData(404, "PG2023", 1)]
    [InlineData(429, "PG2024", 3)]
    [InlineData(502, "PG2025", 3)]
    [InlineData(302, "PG2025", 1)]
    public async Task Says_what_the_token_server_answered_after_as_many_attempts_as_may_help(int status, string code, int attempts)
    {
        using var tokens = Tokens(_ => Answer.Of(status, "Location: /elsewhere\r\n"));

        var refusal = await RegistryRead.RefusedAsync(_registry, TestLogin.In(_folder, _registry.Host));

        Assert.Equal(code, refusal.Problem.Code);
        Assert.Contains(tokens.Host, refusal.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(TestLogin.Secret, refusal.ToString(), StringComparison.Ordinal);
        Assert.Equal(attempts, tokens.Requests.Count);
    }

    [Fact]
    public async Task A_busy_token_server_is_asked_again_when_it_says_so()
    {
        int busy = 0;
        using var tokens = Tokens(_ => busy++ < 2 ? Answer.Of(429, "Retry-After: 0\r\n") : Given("token"));

        using var read = await RegistryRead.ReadAsync(_registry);

        Assert.Equal(2, read.Files.Count);
    }

    [Theory, InlineData("no JSON"), InlineData("{}"), InlineData("[]"), InlineData("""{"token":""}"""), InlineData("""{"token":"a\r\nX-Evil: 1"}"""), InlineData("""{"token":7}""")]
    public async Task What_is_no_token_is_not_used(string answer)
    {
        using var tokens = Tokens(_ => new(200, Encoding.UTF8.GetBytes(answer)));

        Assert.Equal("PG2025", (await RegistryRead.RefusedAsync(_registry)).Problem.Code);
        Assert.DoesNotContain(_registry.Requests, request => request.Head.Contains("Evil", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_never_ends_is_given_up()
    {
        using var tokens = Tokens(_ => new(200, [.. "{\"token\":\""u8, .. new byte[2 << 20]]));

        Assert.Equal("PG2025", (await RegistryRead.RefusedAsync(_registry)).Problem.Code);
    }

    // The registry is 127.0.0.1; "localhost" is another host as far as names tell.
    [Fact]
    public async Task A_stranger_that_wants_the_credential_does_not_get_it()
    {
        using var stranger = new LoopbackServer((_, _) => Given("token"));
        _registry.Instead = _ => Ask(stranger, "localhost");

        var refusal = await RegistryRead.RefusedAsync(_registry, TestLogin.In(_folder, _registry.Host));

        Assert.Equal("PG2026", refusal.Problem.Code);
        Assert.Contains("--token-server localhost", refusal.Detail, StringComparison.Ordinal);
        Assert.Empty(stranger.Requests);
    }

    [Fact]
    public async Task A_token_server_that_the_user_named_gets_the_credential()
    {
        using var tokens = new LoopbackServer((_, count) => Given("token"));
        _registry.Instead = request => request.Login == "Bearer " + Token ? null : Ask(tokens, "localhost");

        using var read = await RegistryRead.ReadAsync(_registry, TestLogin.In(_folder, _registry.Host) with { TokenServers = ["localhost"] });

        Assert.Contains(TestLogin.Encoded, Assert.Single(tokens.Requests), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://169.254.169.254/token")]
    [InlineData("https://169.254.169.254/token")]
    [InlineData("http://tokens.example/token")]
    [InlineData("https://me@localhost/token")]
    [InlineData("/token")]
    [InlineData("nonsense")]
    public async Task A_token_is_not_fetched_where_a_registry_has_no_business(string realm)
    {
        _registry.Instead = _ => Answer.Of(401, $"WWW-Authenticate: Bearer realm=\"{realm}\",service=\"x\"\r\n");

        Assert.Equal("PG2026", (await RegistryRead.RefusedAsync(_registry)).Problem.Code);
    }

    [Fact]
    public async Task A_host_that_was_redirected_to_and_asks_for_the_credential_does_not_get_it()
    {
        using var stranger = new LoopbackServer((_, _) => Answer.Of(401, "WWW-Authenticate: Basic realm=\"here\"\r\n"));
        _registry.Instead = request => request.Login is null ? Answer.Of(401, "WWW-Authenticate: Basic realm=\"here\"\r\n") : Answer.Of(307, $"Location: http://{stranger.Host}/x\r\n");

        var refusal = await RegistryRead.RefusedAsync(_registry, TestLogin.In(_folder, _registry.Host));

        Assert.Equal("PG2026", refusal.Problem.Code);
        Assert.All(stranger.Requests, head => Assert.DoesNotContain("Authorization", head, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("registry-1.docker.io", "auth.docker.io", true)]
    [InlineData("ghcr.io", "ghcr.io", true)]
    [InlineData("registry.gitlab.com", "gitlab.com", true)]
    [InlineData("registry.redhat.io", "sso.redhat.com", true)]
    [InlineData("docker.example.com:5000", "auth.example.com", true)]
    [InlineData("registry.team.co.uk", "auth.team.co.uk", true)]
    [InlineData("registry.co.uk", "evil.co.uk", false)]
    [InlineData("mine.azurecr.io", "mine.azurecr.io", true)]
    [InlineData("mine.azurecr.io", "yours.azurecr.io", false)]
    [InlineData("1.dkr.ecr.eu-west-1.amazonaws.com", "2.dkr.ecr.eu-west-1.amazonaws.com", false)]
    [InlineData("ghcr.io", "evil.example", false)]
    [InlineData("ghcr.io", "evilghcr.io", false)]
    [InlineData("registry.example.com", "example.com.evil.example", false)]
    [InlineData("10.0.0.1:5000", "0.0.1", false)]
    [InlineData("10.0.0.1", "20.0.0.1", false)]
    [InlineData("localhost:5000", "localhost:6000", true)]
    public void Tells_who_may_have_the_credential(string registry, string tokens, bool may) =>
        Assert.Equal(may, new RegistryHost(registry, FakeRegistry.Access).MayHaveCredential(new Uri($"https://{tokens}/token")));

    // Addresses, so that no name has to be looked up.
    [Theory]
    [InlineData("93.184.216.34", "https://10.0.0.1/x", false)]
    [InlineData("93.184.216.34", "https://192.168.1.1/x", false)]
    [InlineData("93.184.216.34", "https://127.0.0.1/x", false)]
    [InlineData("93.184.216.34", "http://127.0.0.1/x", false)]
    [InlineData("93.184.216.34", "https://[fd00::1]/x", false)]
    [InlineData("93.184.216.34", "https://[::ffff:10.0.0.1]/x", false)]
    [InlineData("93.184.216.34", "https://2130706433/x", false)]
    [InlineData("93.184.216.34", "https://1.2.3.4/x", true)]
    [InlineData("10.0.0.1:5000", "https://10.0.0.2/x", true)]
    [InlineData("10.0.0.1:5000", "https://127.0.0.1/x", false)]
    [InlineData("10.0.0.1:5000", "https://169.254.169.254/x", false)]
    [InlineData("127.0.0.1:5000", "http://127.0.0.1:6000/x", true)]
    public async Task Redirects_lead_no_further_inside_than_the_registry_is(string registry, string target, bool may)
    {
        var check = new RegistryHost(registry, FakeRegistry.Access).CheckAsync(new Uri(target), "It redirects to", "x", TestContext.Current.CancellationToken);

        if (may) Assert.NotEmpty(await check);
        else Assert.Equal("PG2026", (await Assert.ThrowsAsync<GuardException>(() => check)).Problem.Code);
    }

    private static Answer Ask(LoopbackServer tokens, string? host = null, string path = "/token") =>
        Answer.Of(401, $"WWW-Authenticate: Basic realm=\"here\", Bearer realm=\"http://{(host is null ? tokens.Host : host + tokens.Host[tokens.Host.IndexOf(':', StringComparison.Ordinal)..])}{path}\",service=\"registry.example\",scope=\"repository:example/app:pull\"\r\n");

    private static Answer Given(string member) => new(200, Encoding.UTF8.GetBytes($$"""{"{{member}}":"{{Token}}","expires_in":300}"""));

    private void WantBasic() =>
        _registry.Instead = request => request.Login == $"{TestLogin.User}:{TestLogin.Secret}" ? null : Answer.Of(401, "WWW-Authenticate: Basic realm=\"here\"\r\n");

    private LoopbackServer Tokens(Func<string, Answer> answer, string path = "/token")
    {
        LoopbackServer? server = null;
        server = new LoopbackServer((_, count) => answer(server!.Requests[count - 1]));
        _registry.Instead = request => request.Login == "Bearer " + Token ? null : Ask(server, path: path);
        return server;
    }
}
