using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Microsoft.CodeAnalysis.Sarif;
using Newtonsoft.Json;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting.Sarif;

public sealed class SarifReportTests
{
    [Theory]
    [InlineData(Severity.Critical, null, "9.5")]
    [InlineData(Severity.Critical, 9.8, "9.8")]
    [InlineData(Severity.Critical, 9.0, "9.5")]
    [InlineData(Severity.Critical, 7.5, "9.5")]
    [InlineData(Severity.High, null, "8.0")]
    [InlineData(Severity.High, 8.9, "8.9")]
    [InlineData(Severity.High, 8.95, "8.0")]
    [InlineData(Severity.High, 7.0, "7.0")]
    [InlineData(Severity.Medium, 6.9, "6.9")]
    [InlineData(Severity.Medium, 9.9, "5.5")]
    [InlineData(Severity.Low, 0.0, "2.0")]
    [InlineData(Severity.Low, 0.1, "0.1")]
    [InlineData(Severity.Info, 5.0, null)]
    public void The_score_lies_inside_the_band_of_the_severity(Severity severity, double? cvss, string? expected) =>
        Assert.Equal(expected, SarifSeverity.Of(severity).Score(cvss));

    [Theory]
    [InlineData(Severity.Critical, FailureLevel.Error)]
    [InlineData(Severity.High, FailureLevel.Error)]
    [InlineData(Severity.Medium, FailureLevel.Warning)]
    [InlineData(Severity.Low, FailureLevel.Note)]
    [InlineData(Severity.Info, FailureLevel.Note)]
    public void The_level_follows_the_severity(Severity severity, FailureLevel expected)
    {
        var run = Run(TestReport.TwoFindings with { Findings = [TestReport.OpenSsl with { Severity = severity }] });

        Assert.Equal(expected, run.Results[0].Level);
        // The SDK leaves out what is SARIF's default.
        Assert.Equal(expected, run.Tool.Driver.Rules[0].DefaultConfiguration?.Level ?? FailureLevel.Warning);
    }

    [Fact]
    public void Every_result_has_one_place_with_a_line_and_a_hash()
    {
        foreach (var report in TestReport.Golden.Values)
        {
            Assert.All(Run(report).Results ?? [], result =>
            {
                var place = Assert.Single(result.Locations).PhysicalLocation;
                Assert.False(place.ArtifactLocation.Uri.IsAbsoluteUri);
                Assert.True(place.Region.StartLine >= 1);
                Assert.EndsWith(":1", result.PartialFingerprints["primaryLocationLineHash"], StringComparison.Ordinal);
            });
        }
    }

    [Fact]
    public void One_vulnerability_in_two_packages_is_two_rules()
    {
        var other = TestReport.OpenSsl with { Package = TestReport.OpenSsl.Package! with { Name = "openssl" } };
        var run = Run(TestReport.TwoFindings with { Findings = [TestReport.OpenSsl, other] });

        Assert.Equal(["CVE-2024-5535/libssl3", "CVE-2024-5535/openssl"], run.Tool.Driver.Rules.Select(rule => rule.Id));
        Assert.All(run.Results, result => Assert.Equal(result.RuleId, run.Tool.Driver.Rules[result.RuleIndex].Id));
    }

    [Theory]
    [InlineData("usr/lib/x", "usr/lib/x")]
    [InlineData("/../etc//./passwd", "etc/passwd")]
    [InlineData("C:/a b#c?d%e", "C%3A/a%20b%23c%3Fd%25e")]
    [InlineData("ü/\u202e", "%C3%BC/%E2%80%AE")]
    [InlineData("../..", "unnamed")]
    public void Paths_are_relative_references_that_stay_inside(string path, string expected) => Assert.Equal(expected, SarifLocations.Encoded(path));

    [Fact]
    public void Long_paths_are_cut_but_told_apart()
    {
        var paths = new[] { "a", "b" }.Select(end => SarifLocations.Encoded(new string('ü', 5_000) + end)).ToArray();

        Assert.All(paths, path => Assert.True(path.Length <= 1_000 && Uri.IsWellFormedUriString(path, UriKind.Relative)));
        Assert.NotEqual(paths[0], paths[1]);
    }

    [Theory]
    [InlineData("docker-archive", "shop", "pipelineguard/image/shop/")]
    [InlineData("oci-dir", "team/shop", "pipelineguard/image/team/shop/")]
    [InlineData("rootfs", "..//a b:c", "pipelineguard/image/a-b-c/")]
    [InlineData("dockerfile", "Dockerfile", "pipelineguard/dockerfile/Dockerfile/")]
    [InlineData("oci-dir", "", "pipelineguard/image/unnamed/")]
    public void The_category_does_not_depend_on_how_the_image_was_exported(string kind, string name, string expected) =>
        Assert.Equal(expected, SarifCategory.Of(TestReport.Empty with { Targets = [new("x", kind) { LogicalName = name }] }));

    [Fact]
    public void Several_targets_share_a_category_whatever_their_order()
    {
        var targets = ImmutableArray.Create<TargetReport>(new("1", "oci-dir") { LogicalName = "shop" }, new("2", "oci-dir") { LogicalName = "api" });

        Assert.Equal("pipelineguard/scan/api+shop/", SarifCategory.Of(TestReport.Empty with { Targets = targets }));
        Assert.Equal("pipelineguard/scan/api+shop/", SarifCategory.Of(TestReport.Empty with { Targets = [.. targets.Reverse()] }));
        Assert.InRange(SarifCategory.Of(TestReport.Empty with { Targets = [.. Enumerable.Range(0, 100).Select(i => targets[0] with { LogicalName = $"image-{i}" })] }).Length, 200, 255);
    }

    [Fact]
    public void Keeps_the_worst_of_30_000_findings_and_says_how_many_were_left_out()
    {
        var report = TestReport.Large(30_000);
        var run = Run(report);

        Assert.Equal(report.Findings.Order().Take(5_000).Select(finding => $"{finding.Rule}/{finding.Package!.Name}"), run.Results.Select(result => result.RuleId));
        var notification = Assert.Single(run.Invocations[0].ToolExecutionNotifications);
        Assert.Equal("PG6002", notification.Descriptor.Id);
        Assert.Contains("25,000 of 30,000 findings were left out, the least severe.", notification.Message.Text, StringComparison.Ordinal);
        Assert.InRange(GzippedSize(TestWriter.Text("sarif", report)), 1, SarifLimits.Hosts.GzippedBytes);
    }

    [Fact]
    public void Trims_further_when_the_compressed_file_would_be_too_large()
    {
        var report = TestReport.Large(500);
        var limits = SarifLimits.Hosts with { GzippedBytes = 20_000 };
        var text = SarifReport.Fitting(report, limits).ToString();

        Assert.InRange(GzippedSize(text), limits.GzippedBytes / 2, limits.GzippedBytes);
        Assert.Contains("of 500 findings were left out", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_impossible_limit_still_gives_a_file_that_says_so()
    {
        var text = SarifReport.Fitting(TestReport.Large(50), SarifLimits.Hosts with { GzippedBytes = 1 }).ToString();

        Assert.Contains("50 of 50 findings were left out", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_names_and_tags_keep_within_the_limits()
    {
        var rule = TestReport.PinBaseImage with
        {
            Title = string.Join(' ', Enumerable.Repeat("title", 500)),
            Why = string.Join(' ', Enumerable.Repeat("why", 500)),
            Tags = [.. Enumerable.Range(0, 50).Select(i => $"tag:{i}")],
        };
        var hostile = TestReport.Hostile(new string('x', 3_000));
        var run = Run(hostile with { Findings = [.. hostile.Findings, TestReport.FloatingBase], Rules = [rule] });

        Assert.All(run.Tool.Driver.Rules, row =>
        {
            Assert.InRange(row.Id.Length, 1, 255);
            Assert.InRange(row.Name.Length, 1, 255);
            Assert.InRange(row.ShortDescription.Text.Length, 1, 1_024);
            Assert.InRange(row.FullDescription.Text.Length, 1, 1_024);
            Assert.InRange(row.GetProperty<string[]>("tags").Length, 1, 10);
        });
        Assert.All(run.Results, result => Assert.InRange(result.Message.Text.Length, 1, 1_024));
    }

    [Fact]
    public void Problems_are_notifications_and_an_unread_layer_is_no_success()
    {
        var invocation = Run(TestReport.WaivedAndProblems).Invocations[0];

        Assert.False(invocation.ExecutionSuccessful);
        Assert.Equal(["PG2005", "PG1005"], invocation.ToolExecutionNotifications.Select(notification => notification.Descriptor.Id));
        Assert.True(Run(TestReport.Empty).Invocations[0].ExecutionSuccessful);
    }

    [Fact]
    public void So_many_problems_are_counted_rather_than_listed()
    {
        var run = Run(TestReport.Empty with { Problems = [.. Enumerable.Range(0, 5_000).Select(i => new ScanProblem(Problems.FileUnreadable, $"file-{i}", "It is damaged."))] });

        Assert.Equal(1_001, run.Invocations[0].ToolExecutionNotifications.Count);
        Assert.Contains("4,000 of 5,000 problems were left out.", run.Invocations[0].ToolExecutionNotifications[0].Message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Waivers_are_suppressions_and_then_every_result_says_whether_it_is_suppressed()
    {
        var results = Run(TestReport.WaivedAndProblems).Results;

        Assert.All(results, result => Assert.NotNull(result.Suppressions));
        Assert.Equal(
            [("CVE-2024-5535/libssl3", SuppressionKind.External), ("PGD012", SuppressionKind.InSource)],
            results.Where(result => result.Suppressions.Count > 0).Select(result => (result.RuleId, result.Suppressions[0].Kind)));
        Assert.All(Run(TestReport.TwoFindings).Results, result => Assert.Null(result.Suppressions));
    }

    [Fact]
    public void Edits_are_fixes()
    {
        var fix = Assert.Single(Run(TestReport.TwoFindings).Results[1].Fixes);
        var replacement = Assert.Single(Assert.Single(fix.ArtifactChanges).Replacements);

        Assert.Equal("debian:12.5", replacement.InsertedContent.Text);
        Assert.Equal((1, 6, 1, 19), (replacement.DeletedRegion.StartLine, replacement.DeletedRegion.StartColumn, replacement.DeletedRegion.EndLine, replacement.DeletedRegion.EndColumn));
    }

    private static Run Run(ScanReport report) => JsonConvert.DeserializeObject<SarifLog>(TestWriter.Text("sarif", report))!.Runs.Single();

    private static long GzippedSize(string text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return compressed.Length;
    }
}
