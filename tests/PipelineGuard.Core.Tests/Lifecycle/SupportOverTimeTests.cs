using System.Globalization;
using PipelineGuard.Advisories;
using PipelineGuard.Findings;
using PipelineGuard.Hardening;
using PipelineGuard.Images.Building;
using PipelineGuard.Policy;
using PipelineGuard.Scanning;

namespace PipelineGuard.Lifecycle;

/// <summary>One image on different days: what is said before, on and after the last day of support.</summary>
public sealed class SupportOverTimeTests
{
    private const string Debian = "package base-files\nfile 644 0 etc/os-release ID=debian\\nVERSION_ID=12";
    private const string DotNet8 = "deps usr/share/dotnet/shared/Microsoft.NETCore.App/8.0.11/Microsoft.NETCore.App.deps.json Microsoft.NETCore.App.Runtime.linux-x64 8.0.11";
    private const string DotNet10 = "deps usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.1/Microsoft.NETCore.App.deps.json Microsoft.NETCore.App.Runtime.linux-x64 10.0.1";

    [Theory]
    [InlineData(Debian, "2028-03-31", "")]
    [InlineData(Debian, "2028-04-01", "PGV002 Low: Debian 12 gets its last updates on 2028-06-30, in 90 days. Move to Debian 13 (until 2030-06-30).")]
    [InlineData(Debian, "2028-06-29", "PGV002 Low: Debian 12 gets its last updates on 2028-06-30, tomorrow. Move to Debian 13 (until 2030-06-30).")]
    [InlineData(Debian, "2028-06-30", "PGV002 Low: Debian 12 gets its last updates on 2028-06-30, today. Move to Debian 13 (until 2030-06-30).")]
    [InlineData(Debian, "2028-07-01", "PGV001 High: Debian 12 has been without updates since 2028-07-01. Move to Debian 13 (until 2030-06-30).")]
    [InlineData(DotNet8, "2026-11-10", "PGV004 Low: .NET 8 gets its last updates on 2026-11-10, today. Move to .NET 10 (until 2028-11-14).")]
    [InlineData(DotNet8, "2026-11-11", "PGV003 High: .NET 8 has been without updates since 2026-11-11. Move to .NET 10 (until 2028-11-14).")]
    [InlineData(DotNet10, "2026-11-11", "")]
    [InlineData(DotNet10, "2028-11-14", "PGV004 Low: .NET 10 gets its last updates on 2028-11-14, today. No later release with support is known.")]
    [InlineData(DotNet10, "2028-11-15", "PGV003 High: .NET 10 has been without updates since 2028-11-15. No later release with support is known.")]
    [InlineData("file 644 0 etc/os-release ID=debian\\nVERSION_ID=77", "2028-11-15", "")]
    [InlineData("file 644 0 etc/os-release ID=plan9\\nVERSION_ID=4", "2028-11-15", "")]
    public async Task Support_ends_on_its_last_day(string image, string day, string expected)
    {
        var result = await ScanAsync(image, day);

        Assert.Equal(expected, string.Join('\n', Found(result).Select(finding => $"{finding.Rule} {finding.Severity}: {finding.Message}")));
    }

    [Theory]
    [InlineData("", "2027-11-02", Verdict.Warn)]
    [InlineData("", "2027-11-01", Verdict.Pass)]
    [InlineData("block: { end-of-life: any }", "2027-11-01", Verdict.Block)]
    [InlineData("block: { end-of-life: any }\nend-of-life: { warn-days: 0 }", "2027-11-01", Verdict.Pass)]
    [InlineData("block: { end-of-life: any }\nend-of-life: { warn-days: 0 }", "2027-11-02", Verdict.Block)]
    [InlineData("block: { end-of-life: high }", "2027-11-01", Verdict.Pass)]
    [InlineData("block: { end-of-life: high }", "2027-11-02", Verdict.Block)]
    [InlineData("block: { end-of-life: any }\nend-of-life: { warn-days: 900 }", "2026-02-01", Verdict.Block)]
    [InlineData("overrides: { PGV001: off }", "2027-11-02", Verdict.Pass)]
    [InlineData("block: { end-of-life: any }\nwaivers: [{ id: PGV001, reason: paid for, expires: 2029-01-31 }]", "2027-11-02", Verdict.Pass)]
    public async Task The_policy_decides_what_that_means(string policy, string day, Verdict expected)
    {
        var result = await ScanAsync(TestImage.Alpine("3.23.1"), day, policy);

        Assert.Equal(expected, result.Verdict);
    }

    [Fact]
    public async Task A_finding_names_file_and_layer()
    {
        var image = $"RUN install\n{DotNet8}\nRUN copy\ndeps app/Shop.deps.json Microsoft.NETCore.App.Runtime.linux-x64 8.0.4\n{DotNet8.Replace("NETCore", "AspNetCore", StringComparison.Ordinal)}";

        var finding = Assert.Single(Found(await ScanAsync(image, "2026-11-11")));

        Assert.Equal("usr/share/dotnet/shared/Microsoft.NETCore.App/8.0.11/Microsoft.NETCore.App.deps.json", finding.Location.Path);
        Assert.Equal((LocationKind.ImageFile, "RUN install"), (finding.Location.Kind, finding.Layer?.CreatedBy));
        Assert.Equal(("nuget", "8.0.11"), (finding.Package?.Type, finding.Package?.Version));
        Assert.EndsWith(" It is also in app/Shop.deps.json.", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fingerprint_outlives_a_patch()
    {
        var before = Found(await ScanAsync(DotNet8, "2026-11-11")).Single();
        var after = Found(await ScanAsync(DotNet8.Replace("8.0.11", "8.0.20", StringComparison.Ordinal), "2026-12-11")).Single();

        Assert.Equal(before.Fingerprint, after.Fingerprint);
    }

    private static IEnumerable<Finding> Found(GuardResult result) => result.Report.Findings.Where(finding => finding.Kind == FindingKind.EndOfLife);

    private static Task<GuardResult> ScanAsync(string image, string day) => ScanAsync(ExampleImage.Of(image), day, "incomplete: warn");

    private static async Task<GuardResult> ScanAsync(TestImage image, string day, string policy)
    {
        using var folder = new TemporaryFolder();
        var file = folder["policy.yml"];
        await File.WriteAllTextAsync(file, $"version: 1\nadvisories: {{ max-age-days: 3650 }}\n{policy}\n", TestContext.Current.CancellationToken);
        using var run = await GuardRun.WithStoreAsync(DateTimeOffset.Parse(day + "T12:00:00Z", CultureInfo.InvariantCulture));
        return await run.ScanAsync(image.AsOciArchive(), options => options with { Policy = file });
    }
}
