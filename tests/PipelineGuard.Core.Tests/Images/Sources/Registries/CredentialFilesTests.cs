using System.Diagnostics.CodeAnalysis;
using PipelineGuard.Advisories;
using PipelineGuard.Images.Building;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>Finds what <c>docker login</c> and <c>podman login</c> left behind, and asks credential helpers.</summary>
public sealed class CredentialFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestLog _log = new();
    private readonly Dictionary<string, string> _environment = [];

    public CredentialFilesTests() => (_environment["DOCKER_CONFIG"], _environment["PATH"]) = (_folder.Path, _folder["bin"]);

    public void Dispose() => _folder.Dispose();

    // ENCODED is robot's login; OTHER is one of somebody else.
    [Theory]
    [InlineData("registry.example/team/app", """{"auths":{"registry.example":{"auth":"ENCODED"}}}""", true)]
    [InlineData("registry.example/team/app", """{"auths":{"https://registry.example":{"auth":"ENCODED"}}}""", true)]
    [InlineData("registry.example/team/app", """{"auths":{"https://registry.example/v2/":{"auth":"ENCODED"}}}""", true)]
    [InlineData("registry.example/team/app", """{"auths":{"registry.example/":{"auth":"ENCODED"}}}""", true)]
    [InlineData("registry.example/team/app", """{"auths":{"registry.example":{"auth":"OTHER"},"registry.example/team":{"auth":"ENCODED"}}}""", true)]
    [InlineData("registry.example/team/app", """{"auths":{"registry.example/team/app":{"auth":"ENCODED"},"registry.example/team":{"auth":"OTHER"}}}""", true)]
    [InlineData("registry.example/team/app", """{"auths":{"registry.example/tea":{"auth":"ENCODED"}}}""", false)]
    [InlineData("registry.example/team/app", """{"auths":{"registry.example:5000":{"auth":"ENCODED"}}}""", false)]
    [InlineData("registry.example/team/app", """{"auths":{"other.example":{"auth":"ENCODED"}}}""", false)]
    [InlineData("registry.example/team/app", """{"auths":{"registry.example.evil.example":{"auth":"ENCODED"}}}""", false)]
    [InlineData("registry.example:5000/app", """{"auths":{"registry.example:5000":{"auth":"ENCODED"}}}""", true)]
    [InlineData("nginx", """{"auths":{"https://index.docker.io/v1/":{"auth":"ENCODED"}}}""", true)]
    [InlineData("nginx", """{"auths":{"docker.io":{"auth":"ENCODED"}}}""", true)]
    [InlineData("registry.example/app", """{"auths":{"registry.example":{"username":"robot","password":"SECRET"}}}""", true)]
    [InlineData("registry.example/app", """{"auths":{"registry.example":{}}}""", false)]
    [InlineData("registry.example/app", """{"auths":{"registry.example":"ENCODED"}}""", false)]
    [InlineData("registry.example/app", """{"auths":[]}""", false)]
    [InlineData("registry.example/app", """[]""", false)]
    [InlineData("registry.example/app", """{}""", false)]
    public void Finds_the_login_of_the_registry_and_of_no_other(string image, string config, bool found)
    {
        var other = Convert.ToBase64String("someone:else"u8);
        Write(config.Replace("ENCODED", TestLogin.Encoded, StringComparison.Ordinal).Replace("OTHER", other, StringComparison.Ordinal).Replace("SECRET", TestLogin.Secret, StringComparison.Ordinal));

        Assert.Equal(found ? new RegistryCredential(TestLogin.User, TestLogin.Secret) : null, Find(image));
        Assert.Empty(_log.Problems);
    }

    [Theory]
    [InlineData("{ not json")]
    [InlineData("")]
    [InlineData("""{"auths":{"registry.example":{"auth":"%%%"}}}""")]
    [InlineData("""{"auths":{"registry.example":{"auth":"bm9jb2xvbg=="}}}""")]
    public void What_cannot_be_read_is_told_without_its_text(string config)
    {
        Write(config);

        Assert.Null(Find("registry.example/app"));
        Assert.Equal(["PG2027"], _log.Codes);
        Assert.DoesNotContain("not json", _log.Problems[0].Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("bm9jb2xvbg", _log.Problems[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_variable_names_counts_before_Podmans_place_and_that_before_Dockers()
    {
        Directory.CreateDirectory(_folder["run/containers"]);
        File.WriteAllText(_folder["run/containers/auth.json"], Auths("podman"));
        File.WriteAllText(_folder["named.json"], Auths("named"));
        Directory.CreateDirectory(_folder["home/.docker"]);
        File.WriteAllText(_folder["home/.docker/config.json"], Auths("docker"));
        _environment.Clear();
        _environment[OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME"] = _folder["home"];

        Assert.Equal("docker", Find("registry.example/app")?.User);
        _environment["XDG_RUNTIME_DIR"] = _folder["run"];
        Assert.Equal("podman", Find("registry.example/app")?.User);
        _environment["REGISTRY_AUTH_FILE"] = _folder["named.json"];
        Assert.Equal("named", Find("registry.example/app")?.User);
    }

    [Fact]
    public void The_helper_of_a_registry_counts_before_the_store_of_all()
    {
        Helper("own", Says("""{"ServerURL":"x","Username":"own","Secret":"1"}"""));
        Helper("all", Says("""{"ServerURL":"x","Username":"all","Secret":"2"}"""));
        Write("""{"credHelpers":{"registry.example":"own"},"credsStore":"all"}""");

        Assert.Equal(new RegistryCredential("own", "1"), Find("registry.example/app"));
        Assert.Equal(new RegistryCredential("all", "2"), Find("other.example/app"));
        Assert.Empty(_log.Problems);
    }

    [Theory, InlineData("registry.example:5000/team/app", "registry.example:5000"), InlineData("nginx", "https://index.docker.io/v1/")]
    public void A_helper_is_asked_for_the_server_on_its_standard_input(string image, string server)
    {
        Helper("asked", $"cat >'{_folder["server"]}'; echo \"$@\" >'{_folder["arguments"]}'\n{Says("""{"Username":"u","Secret":"s"}""")}");
        Write("""{"credsStore":"asked"}""");

        Assert.NotNull(Find(image));
        Assert.Equal(server, File.ReadAllText(_folder["server"]));
        Assert.Equal("get\n", File.ReadAllText(_folder["arguments"]));
    }

    [Fact]
    public void A_helper_may_give_an_identity_token()
    {
        Helper("token", Says("""{"Username":"<token>","Secret":"refresh"}"""));
        Write("""{"credsStore":"token"}""");

        Assert.Equal(new RegistryCredential("", "", "refresh"), Find("registry.example/app"));
    }

    [Fact]
    public void A_store_that_has_nothing_leaves_what_stands_in_the_file()
    {
        Helper("empty", "cat >/dev/null; echo 'credentials not found in native keychain'; exit 1");
        Write($$"""{"credsStore":"empty","auths":{"registry.example":{"auth":"{{TestLogin.Encoded}}"} } }""");

        Assert.Equal(TestLogin.User, Find("registry.example/app")?.User);
        Assert.Empty(_log.Problems);
    }

    [Theory]
    [InlineData("cat >/dev/null; exit 3", "exit code 3")]
    [InlineData("exit 3", "exit code 3")]
    [InlineData("cat >/dev/null; echo 'secret garbage'", "not JSON")]
    [InlineData("cat >/dev/null; yes garbage", "too long")]
    [InlineData("cat >/dev/null; yes garbage >&2", "too long")]
    [InlineData("exec sleep 100", "did not answer within")]
    [InlineData("sleep 5 & exit 0", "did not answer within")]
    public void A_helper_that_fails_is_told(string script, string words)
    {
        Helper("bad", script);
        Write("""{"credsStore":"bad"}""");

        Assert.Null(Find("registry.example/app"));
        var problem = Assert.Single(_log.Problems);
        Assert.Equal(("PG2027", "docker-credential-bad"), (problem.Info.Code, problem.Subject));
        Assert.Contains(words, problem.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("garbage", problem.Detail, StringComparison.Ordinal);
    }

    [Theory, InlineData("../bin/x"), InlineData("x y"), InlineData("x;y"), InlineData("x\ny")]
    public void What_cannot_be_the_name_of_a_helper_is_not_run(string name)
    {
        Write($$"""{"credsStore":{{System.Text.Json.JsonSerializer.Serialize(name)}}}""");

        Assert.Null(Find("registry.example/app"));
        Assert.Equal(["PG2027"], _log.Codes);
    }

    // A checked-out repository is the usual current directory: what lies in it must not be run.
    [Theory, InlineData("."), InlineData(""), InlineData("bin")]
    public void A_helper_in_the_current_directory_is_not_run(string path)
    {
        var name = "pg-test-" + Path.GetRandomFileName().Replace('.', '-');
        var script = Path.GetFullPath("docker-credential-" + name);
        WriteScript(script, Says("""{"Username":"u","Secret":"s"}"""));
        _environment["PATH"] = path;
        Write($$"""{"credsStore":"{{name}}"}""");
        try
        {
            Assert.Null(Find("registry.example/app"));
            Assert.Equal(["PG2027"], _log.Codes);
            Assert.Contains("PATH", _log.Problems[0].Detail, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static string Auths(string user) => $$"""{"auths":{"registry.example":{"auth":"{{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(user + ":x"))}}"} } }""";

    private static string Says(string json) => $"cat >/dev/null; echo '{json}'";

    private RegistryCredential? Find(string image)
    {
        Assert.True(RegistryReference.TryParse(image, out var reference));
        return new CredentialFiles(name => _environment.GetValueOrDefault(name), new(TimeSpan.FromSeconds(2), name => _environment.GetValueOrDefault(name)), _log).Find(reference, TestContext.Current.CancellationToken);
    }

    private void Write(string config) => File.WriteAllText(_folder["config.json"], config);

    private void Helper(string name, string script)
    {
        Directory.CreateDirectory(_folder["bin"]);
        WriteScript(_folder["bin/docker-credential-" + name], script);
    }

    [SuppressMessage("Interoperability", "CA1416", Justification = "Skipped on Windows.")]
    private static void WriteScript(string file, string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The helpers of this test are shell scripts.");
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
