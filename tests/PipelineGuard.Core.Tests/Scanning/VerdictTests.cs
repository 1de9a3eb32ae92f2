using System.Text;
using PipelineGuard.Findings;
using PipelineGuard.Images.Building;
using PipelineGuard.IO;
using PipelineGuard.Policy;

namespace PipelineGuard.Scanning;

/// <summary>From a target to a verdict: what is clean passes, and what could not be looked at never does.</summary>
public sealed class VerdictTests
{
    [Fact]
    public async Task An_image_without_findings_passes()
    {
        using var guard = await GuardRun.WithStoreAsync();

        var result = await guard.ScanAsync(TestImage.Alpine().AsDockerArchive());

        Assert.Equal((Verdict.Pass, 0), (result.Verdict, result.ExitCode));
        Assert.Equal(2, result.Report.Targets.Single().Packages.Length);
        Assert.Empty(result.Report.Findings);
        Assert.All(result.Report.Problems, problem => Assert.Equal(ProblemEffect.Note, problem.Info.Effect));
    }

    [Fact]
    public async Task A_vulnerable_package_is_found_with_the_layer_that_brought_it()
    {
        using var guard = await GuardRun.WithStoreAsync();

        var result = await guard.ScanAsync(WithPackage("openssl", "3.1.4-r4").AsOciDirectory());

        var finding = Assert.Single(result.Report.Findings);
        Assert.Equal(("CVE-2026-0001", "openssl", 1, "RUN apk add openssl"), (finding.Rule.Value, finding.Package!.Name, finding.Layer!.Index, finding.Layer.CreatedBy));
        Assert.Equal("3.1.4-r5", finding.Fix!.Version);
        Assert.Equal((Verdict.Warn, 0), (result.Verdict, result.ExitCode));
    }

    [Theory]
    [InlineData("3.1.4-r5", 0)]
    [InlineData("3.1.4-r4", 1)]
    public async Task The_fixed_version_is_not_reported(string version, int findings)
    {
        using var guard = await GuardRun.WithStoreAsync();

        var result = await guard.ScanAsync(WithPackage("openssl", version).AsDockerArchive());

        Assert.Equal(findings, result.Report.Findings.Length);
    }

    [Fact]
    public async Task A_package_that_a_later_layer_removes_is_not_reported()
    {
        using var guard = await GuardRun.WithStoreAsync();
        var image = WithPackage("openssl", "3.1.4-r4").Layer("RUN apk del openssl").With("lib/apk/db/installed", TestImage.ApkEntry("busybox", "1.36.1-r15"));

        Assert.Empty((await guard.ScanAsync(image.AsDockerArchive())).Report.Findings);
    }

    [Fact]
    public async Task Fail_on_blocks_what_it_names_and_warn_may_have_a_code_of_its_own()
    {
        using var guard = await GuardRun.WithStoreAsync();
        var image = WithPackage("openssl", "3.1.4-r4");

        Assert.Equal(1, (await guard.ScanAsync(image.AsDockerArchive(), options => options with { FailOn = Severity.Medium })).ExitCode);
        Assert.Equal(10, (await guard.ScanAsync(image.AsDockerArchive(), options => options with { ExitCodeWarn = 10 })).ExitCode);
    }

    [Fact]
    public async Task Several_targets_make_one_verdict()
    {
        using var guard = await GuardRun.WithStoreAsync();
        using var clean = TestImage.Alpine().AsDockerArchive();

        var result = await guard.ScanAsync(TestImage.Empty().With("app", "\u007fELF").AsDockerArchive(), options => options with { Targets = [clean.Path, .. options.Targets!.Value] });

        Assert.Equal(2, result.Report.Targets.Length);
        Assert.Equal(Verdict.Incomplete, result.Verdict);
    }

    [Fact]
    public async Task A_Dockerfile_is_known_by_its_first_instruction_and_judged_with_the_images()
    {
        using var guard = await GuardRun.WithStoreAsync();
        using var image = TestImage.Alpine().AsDockerArchive();

        var result = await guard.ScanAsync(TestTarget.File("Build.txt", "# the shop\nFROM debian\nUSER 1000\n"u8.ToArray()), options => options with { Targets = [image.Path, .. options.Targets!.Value] });

        Assert.Equal(["docker-archive", "dockerfile"], result.Report.Targets.Select(target => target.Kind));
        var unpinned = result.Report.Findings.Single(finding => finding.Rule.Value == "PGD007");
        Assert.Equal((FindingKind.Dockerfile, 2, 1), (unpinned.Kind, unpinned.Location.Line, unpinned.Location.Column));
        Assert.Contains(result.Report.Rules, rule => rule.Id == "PGD007");
        Assert.Equal(Verdict.Warn, result.Verdict);
    }

    [Fact]
    public async Task A_broken_Dockerfile_is_still_judged_as_one()
    {
        using var guard = await GuardRun.WithStoreAsync();

        var result = await guard.ScanAsync(TestTarget.File("Dockerfile", "FORM debian\nUSER 1000\n"u8.ToArray()));

        Assert.Contains(result.Report.Findings, finding => finding is { Rule.Value: "PGD001", Location.Line: 1 });
    }

    [Fact]
    public async Task A_Compose_file_leads_to_its_Dockerfiles()
    {
        using var guard = await GuardRun.WithStoreAsync();
        var folder = TestTarget.Directory("shop", path =>
        {
            Directory.CreateDirectory(Path.Combine(path, "api"));
            File.WriteAllText(Path.Combine(path, "compose.yaml"), "services:\n  api:\n    build: ./api\n");
            File.WriteAllText(Path.Combine(path, "api", "Dockerfile"), "FROM debian\nUSER 1000\n");
        });

        var result = await guard.ScanAsync(folder, options => options with { Targets = [Path.Combine(folder.Path, "compose.yaml")] });

        Assert.Equal("dockerfile", Assert.Single(result.Report.Targets).Kind);
        Assert.Contains(result.Report.Findings, finding => finding.Rule.Value == "PGD007");
    }

    public static TheoryData<string> Gaps => [.. Incomplete.Keys];

    [Theory, MemberData(nameof(Gaps))]
    public async Task What_could_not_be_looked_at_is_incomplete(string gap)
    {
        var (code, image) = Incomplete[gap];
        using var guard = await GuardRun.WithStoreAsync();

        var result = await guard.ScanAsync(image().AsOciDirectory());

        Assert.Equal((Verdict.Incomplete, 3), (result.Verdict, result.ExitCode));
        Assert.Contains(code, GuardRun.Codes(result.Report));
    }

    [Fact]
    public async Task A_gzip_bomb_ends_at_the_limit_and_the_rest_is_still_listed()
    {
        using var guard = await GuardRun.WithStoreAsync();
        var bomb = TestImage.Alpine().Layer("RUN bomb").With("zeros", new byte[8 << 20]).Compressed(Compression.Gzip);

        var result = await guard.ScanAsync(bomb.AsOciArchive(), options => options with { Limits = ReadLimits.Default with { ExpansionFloor = 1 << 20, ExpansionRatio = 50 } });

        Assert.Equal(Verdict.Incomplete, result.Verdict);
        Assert.Contains("PG2007", GuardRun.Codes(result.Report));
        Assert.Equal(2, result.Report.Targets[0].Packages.Length);
    }

    [Fact]
    public async Task Old_data_is_incomplete()
    {
        using var guard = await GuardRun.WithStoreAsync(now: new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));

        var result = await guard.ScanAsync(TestImage.Alpine().AsDockerArchive());

        Assert.Equal((3, true), (result.ExitCode, GuardRun.Codes(result.Report).Contains("PG4002")));
    }

    [Fact]
    public async Task A_damaged_store_is_incomplete()
    {
        using var guard = await GuardRun.WithStoreAsync();
        foreach (var store in Directory.EnumerateFiles(guard.Stores, "Alpine.pgs"))
        {
            var bytes = await File.ReadAllBytesAsync(store, TestContext.Current.CancellationToken);
            bytes[^1] ^= 1;
            await File.WriteAllBytesAsync(store, bytes, TestContext.Current.CancellationToken);
        }

        var result = await guard.ScanAsync(TestImage.Alpine().AsDockerArchive());

        Assert.Equal((3, true), (result.ExitCode, GuardRun.Codes(result.Report).Contains("PG4003")));
    }

    [Fact]
    public async Task A_release_that_the_data_does_not_cover_is_incomplete()
    {
        using var guard = await GuardRun.WithStoreAsync();

        var result = await guard.ScanAsync(TestImage.Alpine("3.22.0").AsDockerArchive());

        Assert.Equal((3, true), (result.ExitCode, GuardRun.Codes(result.Report).Contains("PG4001")));
    }

    public static TheoryData<string, byte[]> NoImages => new()
    {
        { "empty", [] },
        { "text", Encoding.UTF8.GetBytes("Dear reader,\nthis is a letter.\n") },
        { "noise", [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7919 >> 3))] },
        { "gzip of nothing", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
        { "cut gzip", [0x1f, 0x8b, 8, 0] },
    };

    [Theory, MemberData(nameof(NoImages))]
    public async Task What_is_no_image_ends_the_run_with_one_clear_error(string name, byte[] content)
    {
        using var guard = await GuardRun.WithStoreAsync();

        var failure = await Assert.ThrowsAsync<GuardException>(() => guard.ScanAsync(TestTarget.File(name, content)));

        Assert.Equal(4, ExitCodes.For(failure));
        Assert.StartsWith("PG200", failure.Problem.Code, StringComparison.Ordinal);
        Assert.Contains(name, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(600)]
    [InlineData(5000)]
    public async Task An_archive_that_is_cut_short_never_passes(int kept)
    {
        using var guard = await GuardRun.WithStoreAsync();
        using var whole = TestImage.Alpine().AsDockerArchive();
        var bytes = await File.ReadAllBytesAsync(whole.Path, TestContext.Current.CancellationToken);

        var cut = TestTarget.File("cut.tar", bytes[..kept]);

        var outcome = await Record.ExceptionAsync(async () => Assert.NotEqual(Verdict.Pass, (await guard.ScanAsync(cut)).Verdict));
        Assert.True(outcome is null or GuardException, outcome?.ToString());
    }

    private static readonly Dictionary<string, (string Code, Func<TestImage> Image)> Incomplete = new(StringComparer.Ordinal)
    {
        ["one unknown binary"] = ("PG3003", () => TestImage.Empty().With("app", "\u007fELF")),
        ["unknown distribution"] = ("PG3002", () => TestImage.Alpine().Layer().With("usr/lib/os-release", "ID=frobnix\nVERSION_ID=1\n")),
        ["opkg database"] = ("PG3004", () => TestImage.Empty().With("etc/os-release", "ID=openwrt\nVERSION_ID=23\n").With("usr/lib/opkg/status", "Package: base-files\n")),
        ["distribution without advisories"] = ("PG3010", () => TestImage.Empty().With("etc/os-release", "ID=fedora\nVERSION_ID=43\n").With("var/lib/rpmmanifest/container-manifest-1", "bash-5.3-1.fc43.x86_64\n")),
        ["damaged rpm database"] = ("PG3001", () => TestImage.Empty().With("etc/os-release", "ID=fedora\nVERSION_ID=43\n").With("var/lib/rpm/rpmdb.sqlite", "SQLite format 3\0")),
        ["damaged package record"] = ("PG3001", () => TestImage.Alpine().Layer().With("app/node_modules/x/package.json", "{ \"name\": \"x\", \"version\": ")),
        ["wrong digest"] = ("PG2006", () => TestImage.Alpine().Layer().With("a", "b").WithWrongDigest()),
        ["missing layer"] = ("PG2005", () => TestImage.Alpine().Layer().With("a", "b").WithMissingBlob()),
        ["cut layer"] = ("PG2005", () => TestImage.Alpine().Layer().With("a", new string('b', 5000)).Compressed(Compression.Gzip).WithBlob(blob => blob[..(blob.Length / 2)])),
        ["path that leaves the image"] = ("PG2008", () => TestImage.Alpine().Layer().With("../../etc/cron.d/x", "boom")),
        ["no data for an ecosystem"] = ("PG4001", () => TestImage.Alpine().With("app/vendor/x", "").Layer().With("usr/lib/os-release", "ID=wolfi\nVERSION_ID=20230201\n")),
    };

    private static TestImage WithPackage(string name, string version) =>
        TestImage.Alpine().Layer($"RUN apk add {name}").With("lib/apk/db/installed", TestImage.ApkEntry("busybox", "1.36.1-r15") + TestImage.ApkEntry(name, version));
}
