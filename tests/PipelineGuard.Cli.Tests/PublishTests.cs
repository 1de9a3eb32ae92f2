namespace PipelineGuard.Cli;

/// <summary>What can be said of publishing without a host; <c>PipelineGuard.GitHub.Tests</c> has one.</summary>
public sealed class PublishTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_to_publish_is_a_mistake() =>
        (await CliRun.Of("publish", "github", "report.json")).Exits(2).SaysInOneLine("PG1001", "--comment");

    [Fact]
    public async Task What_is_no_report_is_a_mistake() =>
        (await CliRun.Of("publish", "github", _folder.Write("x.json", "{}"), "--comment")).Exits(2).SaysInOneLine("PG6010");

    [Fact]
    public async Task Outside_of_a_job_it_must_be_said_where()
    {
        await CliRun.Of("scan", Path.Combine(Repository.Root, "samples/shop/Dockerfile"), "-o", $"json={_folder["report.json"]}");

        (await CliRun.Of("publish", "github", _folder["report.json"], "--comment", "--repository", "nothing", "--sha", new string('a', 40), "--ref", "refs/heads/main")).Exits(2).SaysInOneLine("PG6011", "--repository");
    }
}
