using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Packages;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;

namespace PipelineGuard.GitHub;

/// <summary>A job of pull request 7 of <c>octo/shop</c>, with a stand-in for GitHub. What it asked is checked in the end.</summary>
internal sealed class PublishRun : IDisposable
{
    public const string Merge = "0123456789abcdef0123456789abcdef01234567";
    public const string Head = "fedcba9876543210fedcba9876543210fedcba98";

    public static readonly Patience Quick = new()
    {
        FirstPause = TimeSpan.FromMilliseconds(5),
        LongestPause = TimeSpan.FromSeconds(3),
        Silence = TimeSpan.FromSeconds(20),
        Poll = TimeSpan.FromMilliseconds(5),
        Processing = TimeSpan.FromSeconds(20),
    };

    public GitHubStandIn GitHub { get; } = new();

    /// <summary>Ends a publication, beside the test's own.</summary>
    public CancellationToken Cancellation { get; set; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("pipelineguard-github-").FullName;

    public void Dispose()
    {
        Assert.Empty(GitHub.Faults);
        GitHub.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Publishes as the job would.</summary>
    /// <param name="report">The report.</param>
    /// <param name="wishes">What to publish.</param>
    /// <param name="patience">Null is <see cref="Quick"/>.</param>
    /// <param name="time">Null is the system's clock.</param>
    /// <param name="variables">Variables of the job that have another value than usual.</param>
    public async Task<ImmutableArray<Publication>> PublishAsync(
        ScanReport report, PublishWishes wishes, Patience? patience = null, TimeProvider? time = null, Dictionary<string, string>? variables = null)
    {
        File.WriteAllText(Path.Combine(Folder, "event.json"), $$"""{ "pull_request": { "number": 7, "head": { "sha": "{{Head}}" } } }""");
        string? Variable(string name) => variables?.GetValueOrDefault(name) ?? name switch
        {
            "GITHUB_API_URL" => GitHub.Api,
            "GITHUB_REPOSITORY" => "octo/shop",
            "GITHUB_SHA" => Merge,
            "GITHUB_REF" => "refs/pull/7/merge",
            "GITHUB_RUN_ID" => "42",
            "GITHUB_WORKFLOW" => "ci",
            "GITHUB_JOB" => "scan",
            "GITHUB_WORKSPACE" => "/checkout/shop",
            "GITHUB_EVENT_PATH" => Path.Combine(Folder, "event.json"),
            "GITHUB_STEP_SUMMARY" => Path.Combine(Folder, "summary.md"),
            _ => null,
        };
        using var both = CancellationTokenSource.CreateLinkedTokenSource(Cancellation, TestContext.Current.CancellationToken);
        return await GitHubPublisher.PublishAsync(report, wishes, new(), Variable, "secret-token", patience ?? Quick, time ?? TimeProvider.System, both.Token);
    }

    public string Sarif(string text = """{ "version": "2.1.0", "runs": [] }""")
    {
        var file = Path.Combine(Folder, "shop.sarif");
        File.WriteAllText(file, text);
        return file;
    }

    public static TargetReport Image { get; } =
        new("shop.tar", "docker-archive") { LogicalName = "shop", Packages = [new(PackageType.NuGet, "log4net", "2.0.8"), new(PackageType.Npm, "@a/b", "1.0.0")] };

    public static Finding Finding(int line) => new()
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

    public static ScanReport Report(int findings = 1) => new()
    {
        ToolVersion = "0.1.0",
        Verdict = Verdict.Block,
        Targets = [new("Dockerfile", "dockerfile") { LogicalName = "Dockerfile" }],
        Findings = [.. Enumerable.Range(1, findings).Select(Finding)],
    };
}
