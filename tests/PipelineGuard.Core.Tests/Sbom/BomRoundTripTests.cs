using System.Text;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Images.Building;
using PipelineGuard.Packages;
using PipelineGuard.Reporting;
using PipelineGuard.Scanning;

namespace PipelineGuard.Sbom;

/// <summary>A bill of an image, scanned, says what a scan of the image says.</summary>
public sealed class BomRoundTripTests
{
    [Theory]
    [InlineData("cyclonedx")]
    [InlineData("spdx")]
    public async Task The_findings_are_those_of_the_image(string format)
    {
        using var guard = await GuardRun.WithStoreAsync();
        var ofImage = await guard.ScanAsync(Vulnerable().AsDockerArchive());
        var bill = TestWriter.Text(format, ofImage.Report);

        var ofBill = await guard.ScanAsync(TestTarget.File("bill.json", Encoding.UTF8.GetBytes(bill)));

        Assert.Equal(2, ofImage.Report.Findings.Length);
        Assert.Equal(ofImage.Report.Findings.Select(Describe), ofBill.Report.Findings.Select(Describe));
        Assert.Equal(ofImage.Verdict, ofBill.Verdict);
        var (image, target) = (ofImage.Report.Targets[0], ofBill.Report.Targets[0]);
        Assert.Equal(("sbom", image.LogicalName, image.Digest, image.Platform, image.Distribution), (target.Kind, target.LogicalName, target.Digest, target.Platform, target.Distribution));
    }

    [Theory]
    [InlineData("cyclonedx")]
    [InlineData("spdx")]
    public void Every_package_comes_back_as_it_was(string format)
    {
        var (inventory, problems) = TestBill.Read(TestWriter.Text(format, TestBill.Image));

        Assert.Equal(TestBill.Image.Targets[0].Packages.Select(Describe).Order(StringComparer.Ordinal), inventory.Packages.Select(Describe).Order(StringComparer.Ordinal));
        Assert.Equal(TestBill.Image.Targets[0].Distribution, inventory.Distribution);
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("cyclonedx")]
    [InlineData("spdx")]
    public void A_package_from_elsewhere_stays_one(string format)
    {
        var target = TestBill.Image.Targets[0];
        var mysql = new Package(PackageType.Deb, "mysql-community-server", "8.4.3-1debian12") { Builder = "MySQL Release Engineering <mysql-build@oss.oracle.com>", FoundIn = ImagePath.Of("var/lib/dpkg/status") };
        var (_, problems) = TestBill.Read(TestWriter.Text(format, TestBill.Image with { Targets = [target with { Packages = [mysql, .. target.Packages] }] }));

        Assert.Contains("mysql-community-server", Assert.Single(problems, problem => problem.Info == Problems.ForeignPackages).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cyclonedx")]
    [InlineData("spdx")]
    public async Task A_bill_is_listed_without_advisories_and_says_when_it_is_not_whole(string format)
    {
        using var whole = Vulnerable().AsDockerArchive();
        using var torn = Vulnerable().WithMissingBlob().AsOciDirectory();

        Assert.Equal(0, (await ListAsync(whole)).ExitCode);
        var result = await ListAsync(torn);
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("incomplete", TestWriter.Text("cyclonedx", result.Report), StringComparison.Ordinal);
        Assert.Contains(format == "spdx" ? "packages may be missing" : "\"aggregate\": \"incomplete\"", TestWriter.Text(format, result.Report), StringComparison.Ordinal);

        static Task<GuardResult> ListAsync(TestTarget target) =>
            Guard.ListAsync(new GuardOptions { Targets = [target.Path], Outputs = [] }, new SilentLog(), TestContext.Current.CancellationToken);
    }

    private static TestImage Vulnerable() => TestImage.Alpine()
        .Layer("RUN apk add openssl curl").With("lib/apk/db/installed", TestImage.ApkEntry("busybox", "1.36.1-r15") + TestImage.ApkEntry("musl", "1.2.4_git20230717-r4")
            + TestImage.ApkEntry("libcrypto3", "3.1.4-r4").Replace("o:libcrypto3", "o:openssl", StringComparison.Ordinal) + TestImage.ApkEntry("curl", "8.4.0-r0"));

    private static string Describe(Finding finding) =>
        $"{finding.Fingerprint} {finding.Rule.Value} {finding.Severity} {finding.Package!.Purl} {finding.Package.Name} {finding.Location} {finding.Layer} {finding.Fix?.Version} {finding.Message}";

    private static string Describe(Packages.Package package) =>
        $"{package.Type} {package.Name} {package.Version} {package.SourceName} {package.SourceVersion} {package.Architecture} {package.FoundIn.Value} {package.Layer} {package.SupersededBy} {package.IsSourceKnown} {package.Module}";

    private sealed class SilentLog : IGuardLog
    {
        public void Info(string message)
        {
        }

        public void Problem(ScanProblem problem)
        {
        }

        public void Progress(GuardProgress progress)
        {
        }
    }
}
