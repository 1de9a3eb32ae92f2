using System.IO.Compression;

namespace PipelineGuard.Cli.RealImages;

/// <summary>Advisory stores from a registry, as <c>oras push</c> puts them there.</summary>
public sealed class StoreArtifactTests : IDisposable
{
    private const string MediaType = "application/vnd.pipelineguard.advisories.v1";
    private readonly TempFolder _folder = new();
    private readonly RealRegistry _registry = new();

    public void Dispose()
    {
        _registry.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Stores_are_taken_as_they_are_and_not_twice()
    {
        var (npm, severities, nuget) = await StoresAsync();
        var digest = await _registry.PushArtifactAsync("advisories", MediaType, ("npm.pgs", npm), ("npm.pgc", severities), ("NuGet.pgs", nuget));

        var first = (await Update("advisories:1")).Exits(0);
        Assert.Matches("NuGet +1 advisories.*\nnpm +1 advisories", first.Out);
        Assert.Equal([npm, severities, nuget], new[] { "npm.pgs", "npm.pgc", "NuGet.pgs" }.Select(name => File.ReadAllBytes(Path.Combine(Database, name))));
        Assert.Matches("NuGet +up to date\nnpm +up to date", (await Update($"advisories:1@{digest}")).Exits(0).Out);
        Assert.Contains("2 stores", (await CliRun.Of("db", "status", "--db", Database)).Exits(0).Out, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Database, ".*"));
    }

    [Fact]
    public async Task Only_the_ecosystems_asked_for_are_taken_and_a_missing_one_is_said()
    {
        var (npm, _, nuget) = await StoresAsync();
        await _registry.PushArtifactAsync("advisories", MediaType, ("npm.pgs", npm), ("NuGet.pgs", nuget));

        var run = (await Update("advisories:1", "NuGet", "Debian")).Exits(4);

        Assert.Matches("Debian +failed", run.Out);
        Assert.Equal(["NuGet.pgs"], Directory.GetFiles(Database).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_is_not_what_it_says_leaves_the_old_store_in_its_place()
    {
        var (npm, _, nuget) = await StoresAsync();
        await _registry.PushArtifactAsync("advisories", MediaType, ("npm.pgs", npm));
        (await Update("advisories:1")).Exits(0);
        byte[] changed = [.. npm[..^1], (byte)(npm[^1] ^ 1)];
        await _registry.PushArtifactAsync("damaged", MediaType, ("npm.pgs", changed));
        await _registry.PushArtifactAsync("spoilt", MediaType, ("NuGet.pgs", nuget));
        _registry.Spoil(nuget);

        Assert.Contains("does not match its hash", (await Update("damaged:1")).Exits(4).Error, StringComparison.Ordinal);
        Assert.Contains("as the manifest says", (await Update("spoilt:1")).Exits(4).Error, StringComparison.Ordinal);

        Assert.Equal(["npm.pgs"], Directory.GetFiles(Database).Select(Path.GetFileName));
        Assert.Equal(npm, File.ReadAllBytes(Path.Combine(Database, "npm.pgs")));
    }

    [Theory]
    [InlineData("../npm.pgs", "no store has")]
    [InlineData("sub/npm.pgs", "no store has")]
    [InlineData("known.pgk", "no store has")]
    [InlineData("npm.exe", "no store has")]
    public async Task A_name_that_no_store_has_is_refused(string name, string expected)
    {
        await _registry.PushArtifactAsync("names", MediaType, (name, "x"u8.ToArray()));

        (await Update("names:1")).Exits(4).SaysInOneLine("PG4008", expected);
        Assert.False(Directory.Exists(Database));
    }

    [Fact]
    public async Task Another_digest_another_kind_and_no_name_at_all_are_refused()
    {
        await _registry.PushArtifactAsync("other", "application/octet-stream", ("npm.pgs", "x"u8.ToArray()));

        (await Update("other:1")).Exits(4).SaysInOneLine("PG4008", "holds no advisory stores");
        (await Update($"other@{RealRegistry.DigestOf([1])}")).Exits(4).SaysInOneLine("does not have it (404)");
        (await Update("UPPER")).Exits(4).SaysInOneLine("PG4008", "not the name of an artifact");
    }

    [Fact]
    public async Task A_registry_with_a_login_and_an_authority_of_its_own_gives_them_to_those_who_have_both()
    {
        var (npm, _, _) = await StoresAsync();
        using var closed = new RealRegistry(login: true, tls: true);
        await closed.PushArtifactAsync("advisories", MediaType, ("npm.pgs", npm));
        string[] update = ["db", "update", "--from", $"oci:{closed.Host}/advisories:1", "--db", Database];

        Task<CliProcess> Asked(Dictionary<string, string> environment, params string[] more) => CliProcess.RunAsync(_folder, environment, [.. update, .. more]);

        var stranger = await Asked([]);
        var nameless = await Asked([], "--registry-ca", closed.Authority);
        Assert.False(Directory.Exists(Database));
        var known = await Asked(new() { ["DOCKER_CONFIG"] = closed.DockerConfig }, "--registry-ca", closed.Authority);

        Assert.Equal((4, 4, 0), (stranger.Code, nameless.Code, known.Code));
        Assert.Contains("certificate", stranger.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("docker login", nameless.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(closed.Password, known.Out + known.Error, StringComparison.Ordinal);
        Assert.Equal(npm, File.ReadAllBytes(Path.Combine(Database, "npm.pgs")));
    }

    private string Database => Path.Combine(_folder.Path, "taken");

    private Task<CliRun> Update(string name, params string[] ecosystems) => CliRun.Of(["db", "update", .. ecosystems, "--from", $"oci:{_registry.Host}/{name}", "--db", Database]);

    private async Task<(byte[] Npm, byte[] Severities, byte[] NuGet)> StoresAsync()
    {
        var export = Path.Combine(_folder.Path, "export");
        var built = Path.Combine(_folder.Path, "built");
        foreach (var ecosystem in new[] { "npm", "NuGet" })
        {
            Directory.CreateDirectory(Path.Combine(export, ecosystem));
            using var zip = ZipFile.Open(Path.Combine(export, ecosystem, "all.zip"), ZipArchiveMode.Create);
            using var writer = new StreamWriter(zip.CreateEntry("A-1.json").Open());
            writer.Write($$"""{"id":"A-{{ecosystem}}","modified":"2026-01-02T03:04:05Z","aliases":["CVE-2026-0001"],"severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],"affected":[{"package":{"ecosystem":"{{ecosystem}}","name":"a"},"ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"2.0.0"}]}]}]}""");
        }
        var run = await CliRun.Of("db", "build", "npm", "NuGet", "--from", export, "--db", built);
        Assert.True(File.Exists(Path.Combine(built, "npm.pgs")), run.Out + run.Error);
        return (File.ReadAllBytes(Path.Combine(built, "npm.pgs")), File.ReadAllBytes(Path.Combine(built, "npm.pgc")), File.ReadAllBytes(Path.Combine(built, "NuGet.pgs")));
    }
}
