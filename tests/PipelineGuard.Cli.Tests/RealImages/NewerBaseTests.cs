using System.Text.Json.Nodes;

namespace PipelineGuard.Cli.RealImages;

/// <summary>The built program asks Debian's registry which newer images of the base there are, and compares them.</summary>
public sealed class NewerBaseTests : IDisposable
{
    private static readonly (string, string)[] Debian =
    [
        ("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n"),
        ("var/lib/dpkg/status", "Package: base-files\nStatus: install ok installed\nArchitecture: amd64\nVersion: 12.4+deb12u5\nDescription: files\n\n"),
    ];

    private static readonly Dictionary<string, string> Nothing = [];

    private readonly RealRegistry _registry = new();
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _registry.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Base_tells_what_the_newest_tag_of_the_same_kind_removes()
    {
        await PushBasesAsync();

        var run = await BaseAsync(await PushAppAsync(Base("1.0")));

        Assert.True(run.Code == 0, run.Error);
        Assert.Equal($"{App} stands on {Base("1.0")}.\n{Base("1.0")} → {Base("1.2")}: removes 3 of 3, adds 0\n", run.Out);
    }

    [Fact]
    public async Task A_base_image_itself_is_compared_with_its_newer_tags()
    {
        await PushBasesAsync();

        var run = await BaseAsync($"registry:{Base("1.1")}");

        Assert.Equal($"{Base("1.1")} → {Base("1.2")}: removes 3 of 3, adds 0\n", run.Out.Replace($"registry:{Base("1.1")} stands on {Base("1.1")}.\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_newest_has_nothing_newer()
    {
        await PushBasesAsync();

        var run = await BaseAsync(await PushAppAsync(Base("1.2")));

        Assert.True(run.Code == 0, run.Error);
        Assert.Contains($"{Base("1.2")}: no newer image of its kind was found.", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_that_is_not_there_is_told_with_exit_code_3()
    {
        var run = await BaseAsync(await PushAppAsync($"{_registry.Host}/not/there:1.0"));

        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains("PG8005", run.Error, StringComparison.Ordinal);
        Assert.Contains("404", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_wants_a_login_is_told_with_exit_code_3()
    {
        using var closed = new RealRegistry(login: true);

        var run = await BaseAsync(await PushAppAsync($"{closed.Host}/base:1.0"));

        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains("login", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scan_has_the_advice_in_its_report_when_asked()
    {
        await PushBasesAsync();

        var run = await CliProcess.ScanAsync(_folder, await PushAppAsync(Base("1.0")), Nothing, "--newer-base", "registry");

        var report = JsonNode.Parse(run.Out)!;
        var candidate = report["targets"]![0]!["baseAdvice"]!["candidates"]![0]!;
        Assert.Equal((Base("1.2"), 3, 0), (candidate["name"]!.GetValue<string>(), candidate["removed"]!.GetValue<int>(), candidate["left"]!.GetValue<int>()));
        Assert.StartsWith($"Take {Base("1.2")} as base image", report["plan"]![0]!["action"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private string App => $"registry:{_registry.Host}/team/app:1";

    private string Base(string tag) => $"{_registry.Host}/base:{tag}";

    private async Task PushBasesAsync()
    {
        await _registry.PushImageAsync("base", "1.0", [], With("4.17.15", "1.0"));
        await _registry.PushImageAsync("base", "1.1", [], With("4.17.15", "1.1"));
        await _registry.PushImageAsync("base", "1.2", [], With("4.17.21", "1.2"));
        await _registry.PushImageAsync("base", "1.3-slim", [], With("4.17.21", "slim"));
        await _registry.PushImageAsync("base", "2.0", [], With("4.17.21", "2.0"));
        await _registry.PushImageAsync("base", "latest", [], With("4.17.21", "latest"));
    }

    private async Task<string> PushAppAsync(string baseName)
    {
        var labels = new Dictionary<string, string> { ["org.opencontainers.image.base.name"] = baseName };
        await _registry.PushImageAsync("team/app", "1", labels, With(baseName.EndsWith("1.2", StringComparison.Ordinal) ? "4.17.21" : "4.17.15", baseName[^3..]), [("app/hello", "hello")]);
        return App;
    }

    private static IEnumerable<(string, string)> With(string lodash, string tag) =>
        [.. Debian, ("usr/lib/node_modules/lodash/package.json", $$"""{ "name": "lodash", "version": "{{lodash}}" }"""), ("etc/base", tag)];

    private Task<CliProcess> BaseAsync(string image) => CliProcess.RunAsync(_folder, Nothing, "base", image, "--starter", "--offline", "--db", _folder["db"]);
}
