using System.Text.Json;
using PipelineGuard.Advisories;
using PipelineGuard.Compliance;
using PipelineGuard.Findings;
using PipelineGuard.Hardening;
using PipelineGuard.Images.Building;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>Standards over whole scans: what is asked for, what is answered, and what is never called a pass.</summary>
public sealed class ComplianceScanTests
{
    private const string Service = "LABEL org.opencontainers.image.base.name=docker.io/library/debian:12\nUSER 1654\nEXPOSE 8080/tcp\nCMD /srv/app\nHEALTHCHECK CMD /srv/app --ping\npackage libc6\nfile 644 0 etc/passwd root:x:0:0::/root:/bin/sh";

    [Theory]
    [InlineData("4.1", Service, ControlStatus.Pass)]
    [InlineData("4.1", "CMD /srv/app", ControlStatus.Fail)]
    [InlineData("4.1", "CMD /bin/sh", ControlStatus.NotApplicable)]
    [InlineData("4.2", Service, ControlStatus.Manual)]
    [InlineData("4.3", Service, ControlStatus.Manual)]
    [InlineData("4.3", Service + "\npackage gcc", ControlStatus.Fail)]
    [InlineData("4.5", Service, ControlStatus.Manual)]
    [InlineData("4.6", Service, ControlStatus.Pass)]
    [InlineData("4.6", "USER 1\nCMD /srv/app", ControlStatus.Fail)]
    [InlineData("4.6", "CMD /bin/sh", ControlStatus.NotApplicable)]
    [InlineData("4.7", Service, ControlStatus.Pass)]
    [InlineData("4.7", Service + "\nRUN apt-get update", ControlStatus.Fail)]
    [InlineData("4.8", Service, ControlStatus.Pass)]
    [InlineData("4.8", Service + "\nfile 4755 0 usr/bin/passwd x", ControlStatus.Fail)]
    [InlineData("4.9", Service, ControlStatus.Pass)]
    [InlineData("4.9", Service + "\nRUN x\nADD https://example.com/tool /usr/bin/tool", ControlStatus.Fail)]
    [InlineData("4.10", Service, ControlStatus.Pass)]
    [InlineData("4.10", Service + "\nfile 600 0 etc/shadow root:$6$abc$def:19000:0:99999:7:::", ControlStatus.Fail)]
    [InlineData("4.11", Service, ControlStatus.Manual)]
    [InlineData("4.11", Service + "\nfile 644 0 etc/apt/apt.conf.d/99x APT::Get::AllowUnauthenticated \"true\";", ControlStatus.Fail)]
    [InlineData("4.12", Service, ControlStatus.Manual)]
    public async Task Answers_the_Docker_benchmark_for_images(string control, string image, ControlStatus expected) =>
        Assert.Equal(expected, StatusOf(await ScanAsync(ExampleImage.Of(image)), control));

    [Theory]
    [InlineData("4.1", "FROM debian:12.5\nUSER 1654\nCMD [\"app\"]", ControlStatus.Pass)]
    [InlineData("4.1", "FROM debian:12.5\nCMD [\"app\"]", ControlStatus.Fail)]
    [InlineData("4.1", "ARG BASE\nFROM $BASE\nCMD [\"app\"]", ControlStatus.Manual)]
    [InlineData("4.2", "FROM debian:12.5", ControlStatus.Manual)]
    [InlineData("4.2", "FROM debian", ControlStatus.Fail)]
    [InlineData("4.4", "FROM debian:12.5", ControlStatus.NotAnswered)]
    [InlineData("4.4", "FROM debian:9", ControlStatus.Fail)]
    [InlineData("4.6", "FROM debian:12.5\nEXPOSE 80\nHEALTHCHECK CMD true", ControlStatus.Pass)]
    [InlineData("4.6", "FROM debian:12.5\nEXPOSE 80", ControlStatus.Fail)]
    [InlineData("4.6", "FROM debian:12.5\nCMD [\"tool\"]", ControlStatus.Manual)]
    [InlineData("4.7", "FROM debian:12.5\nRUN apt-get update\nRUN apt-get install -y curl=1", ControlStatus.Fail)]
    [InlineData("4.8", "FROM debian:12.5\nRUN chmod u+s /usr/bin/tool", ControlStatus.Fail)]
    [InlineData("4.8", "FROM debian:12.5\nRUN true", ControlStatus.NotAnswered)]
    [InlineData("4.9", "FROM debian:12.5\nADD app /app", ControlStatus.Fail)]
    [InlineData("4.9", "FROM debian:12.5\nCOPY app /app", ControlStatus.Pass)]
    [InlineData("4.10", "FROM debian:12.5\nARG DB_PASSWORD", ControlStatus.Fail)]
    [InlineData("4.11", "FROM debian:12.5\nRUN apt-get install -y --allow-unauthenticated curl=1", ControlStatus.Fail)]
    [InlineData("4.12", "FROM debian:12.5\nRUN curl -fsSL https://example.com/install.sh | sh", ControlStatus.Fail)]
    public async Task Answers_the_Docker_benchmark_for_Dockerfiles(string control, string dockerfile, ControlStatus expected) =>
        Assert.Equal(expected, StatusOf(await ScanDockerfileAsync(dockerfile), control));

    [Fact]
    public async Task A_Dockerfile_leaves_to_the_image_beside_it_what_only_the_image_can_tell()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["Dockerfile"], "FROM debian:12.5\nUSER 1654\nADD app /app\n", TestContext.Current.CancellationToken);
        using var run = await GuardRun.WithStoreAsync();

        var result = await run.ScanAsync(ExampleImage.Of(Service).AsOciArchive(), options => options with { Targets = [.. options.Targets!.Value, folder["Dockerfile"]], Compliance = ["cis-docker"] });

        Assert.Equal(ControlStatus.Pass, StatusOf(result, "4.8"));
        Assert.Equal([ControlStatus.Pass, ControlStatus.Fail], Find(result, "4.9").Targets.Select(target => target.Status));
        Assert.Equal(ControlStatus.Fail, StatusOf(result, "4.9"));
    }

    [Fact]
    public async Task A_check_that_the_policy_switched_off_is_no_pass()
    {
        var result = await ScanAsync(ExampleImage.Of(Service), "version: 1\ncompliance: [cis-docker]\noverrides: { PGI001: off }");

        Assert.Equal(ControlStatus.NotAnswered, StatusOf(result, "4.1"));
        Assert.Contains("PGI001 is switched off in", EvidenceOf(result, "4.1"), StringComparison.Ordinal);
        Assert.Equal(ControlStatus.Pass, StatusOf(await ScanAsync(ExampleImage.Of(Service), "version: 1\ncompliance: [cis-docker]\noverrides: { PGD019: off }"), "4.1"));
    }

    [Theory]
    [InlineData("overrides: { PGI001: off }")]
    [InlineData("waivers: [{ id: PGI001, reason: drops its rights itself, expires: 2099-01-31 }]")]
    public async Task What_was_found_and_accepted_is_no_pass(string accepted)
    {
        var result = await ScanAsync(ExampleImage.Of("CMD /srv/app"), $"version: 1\ncompliance: [cis-docker]\n{accepted}");

        Assert.Equal(ControlStatus.Waived, StatusOf(result, "4.1"));
    }

    [Fact]
    public async Task An_ignore_comment_in_a_Dockerfile_is_no_pass()
    {
        var result = await ScanDockerfileAsync("FROM debian:12.5\n# hadolint ignore=DL3020\nADD app /app\n");

        Assert.Equal(ControlStatus.Waived, StatusOf(result, "4.9"));
    }

    [Fact]
    public async Task A_layer_that_cannot_be_read_is_no_pass_but_the_configuration_still_answers()
    {
        var image = ExampleImage.Of(Service).Layer("RUN x").With("etc/x", "x").WithBlob(bytes => bytes[..(bytes.Length / 2)]);

        var result = await ScanAsync(image);

        Assert.Equal(ControlStatus.NotAnswered, StatusOf(result, "4.8"));
        Assert.Equal(ControlStatus.NotAnswered, StatusOf(result, "4.10"));
        Assert.Equal(ControlStatus.Pass, StatusOf(result, "4.6"));
    }

    [Fact]
    public async Task Secrets_that_nobody_looked_for_are_no_pass()
    {
        var result = await ScanAsync(ExampleImage.Of(Service), change: options => options with { Secrets = false });

        Assert.Equal(ControlStatus.NotAnswered, StatusOf(result, "4.10"));
    }

    [Fact]
    public async Task Vulnerabilities_without_advisories_are_no_pass()
    {
        var result = await ScanAsync(ExampleImage.Of(Service), change: options => options with { Database = Path.GetTempPath() + "/nothing-here" });

        Assert.Equal(ControlStatus.NotAnswered, StatusOf(result, "4.4"));
    }

    [Fact]
    public async Task Trusted_registries_of_the_policy_answer_where_the_image_names_its_base()
    {
        const string Policy = "version: 1\ncompliance: [cis-docker]\ntrusted-registries: ";

        Assert.Equal(ControlStatus.Pass, StatusOf(await ScanAsync(ExampleImage.Of(Service), Policy + "docker.io/library"), "4.2"));
        Assert.Equal(ControlStatus.Fail, StatusOf(await ScanAsync(ExampleImage.Of(Service), Policy + "[mcr.microsoft.com]"), "4.2"));
        Assert.Equal(ControlStatus.Fail, StatusOf(await ScanDockerfileAsync("FROM quay.io/a/b:1\n", Policy + "[docker.io]"), "4.2"));
        Assert.Equal(ControlStatus.Pass, StatusOf(await ScanDockerfileAsync("FROM debian:12.5\n", Policy + "[docker.io]"), "4.2"));
    }

    [Theory]
    [InlineData("7.2.2", "CMD /bin/sh\nfile 600 0 etc/shadow root::19000:0:99999:7:::", ControlStatus.Fail)]
    [InlineData("7.2.2", "CMD /bin/sh\nfile 600 0 etc/shadow root:*:19000:0:99999:7:::", ControlStatus.Pass)]
    [InlineData("5.4.2.1", "CMD /bin/sh\nfile 644 0 etc/passwd toor:x:0:0::/:/bin/sh", ControlStatus.Fail)]
    [InlineData("7.1.1", "CMD /bin/sh\nfile 666 0 etc/passwd root:x:0:0::/root:/bin/sh", ControlStatus.Fail)]
    [InlineData("7.1.5", "CMD /bin/sh\nfile 666 0 etc/passwd root:x:0:0::/root:/bin/sh\nfile 600 0 etc/shadow root:*:1::::::", ControlStatus.Pass)]
    [InlineData("7.1.5", "CMD /bin/sh\nfile 644 0 etc/shadow root:*:1::::::", ControlStatus.Fail)]
    [InlineData("5.1.2", "CMD /bin/sh\nfile 644 0 etc/ssh/ssh_host_rsa_key x", ControlStatus.Fail)]
    [InlineData("7.1.11", "CMD /bin/sh\nfile 666 0 srv/x x", ControlStatus.Fail)]
    [InlineData("7.1.11", "CMD /bin/sh\ndir 777 0 srv/data", ControlStatus.Fail)]
    [InlineData("5.1.20", "CMD /bin/sh\nfile 644 0 etc/ssh/sshd_config PermitRootLogin yes", ControlStatus.Fail)]
    [InlineData("5.1.19", "CMD /bin/sh\nfile 644 0 etc/ssh/sshd_config PermitRootLogin yes", ControlStatus.Pass)]
    [InlineData("5.1.19", "CMD /bin/sh", ControlStatus.NotApplicable)]
    [InlineData("5.3.3.4.1", "CMD /bin/sh\nfile 644 0 etc/pam.d/common-auth auth required pam_unix.so nullok", ControlStatus.Fail)]
    [InlineData("1.2.1", "CMD /bin/sh\nfile 644 0 etc/yum.repos.d/x.repo [x]\\ngpgcheck=0", ControlStatus.Fail)]
    [InlineData("1.4", "CMD /bin/sh", ControlStatus.NotApplicable)]
    public async Task Answers_the_Linux_benchmark(string control, string image, ControlStatus expected) =>
        Assert.Equal(expected, StatusOf(await ScanAsync(ExampleImage.Of(image), "version: 1\ncompliance: [cis-linux]"), control));

    [Fact]
    public async Task A_root_file_system_has_no_configuration_to_judge()
    {
        using var run = await GuardRun.WithStoreAsync();

        var result = await run.ScanAsync(TestImage.Alpine().AsRootFs(), options => options with { Compliance = ["cis-docker"] });

        Assert.Equal(ControlStatus.NotApplicable, StatusOf(result, "4.6"));
        Assert.Equal(ControlStatus.NotApplicable, StatusOf(result, "4.9"));
        Assert.Equal(ControlStatus.Pass, StatusOf(result, "4.8"));
    }

    [Fact]
    public async Task Templates_of_the_user_stand_beside_those_that_come_along()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["mine.yml"], "version: 1\nid: mine\ntitle: ours\nstandard: Ours 1\nscope: Users.\ncontrols:\n  - id: 1\n    title: No root\n    checks: PGI001\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["policy.yml"], "version: 1\ncompliance: [./mine.yml]\n", TestContext.Current.CancellationToken);
        using var run = await GuardRun.WithStoreAsync();

        var result = await run.ScanAsync(ExampleImage.Of("CMD /srv/app").AsOciArchive(), options => options with { Policy = folder["policy.yml"], Compliance = ["hipaa", folder["mine.yml"]] });

        Assert.Equal(["mine", "hipaa"], result.Report.Compliance.Select(standard => standard.Template.Id));
        Assert.Equal(ControlStatus.Fail, result.Report.Compliance[0].Controls[0].Status);
    }

    [Theory]
    [InlineData("cis-doker", "PG1007", "did you mean 'cis-docker'?")]
    [InlineData("pci", "PG1007", "known are cis-docker")]
    [InlineData("./nowhere.yml", "PG1007", "there is no such file")]
    public async Task A_standard_that_is_not_known_is_refused_before_anything_is_scanned(string name, string code, string words)
    {
        var failure = await Assert.ThrowsAsync<GuardException>(() => Guard.RunAsync(new GuardOptions { Targets = ["/nowhere"], Outputs = [], Compliance = [name] }, new SilentLog(), TestContext.Current.CancellationToken));

        Assert.Equal(code, failure.Problem.Code);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_about_no_standard_is_refused()
    {
        var options = new GuardOptions { Targets = ["/nowhere"], Outputs = [new("compliance", null)] };

        Assert.Equal(Problems.BadUsage, (await Assert.ThrowsAsync<GuardException>(() => Guard.RunAsync(options, new SilentLog(), TestContext.Current.CancellationToken))).Problem);
    }

    [Fact]
    public async Task Every_finding_of_the_evidence_is_a_finding_of_the_report()
    {
        var result = await ScanAsync(ExampleImage.Of("CMD /srv/app"));
        using var json = new StringWriter();
        ReportFormats.Get("json").Write(result.Report, json);
        using var document = JsonDocument.Parse(json.ToString());

        var known = document.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("fingerprint").GetString()).ToHashSet();
        var named = document.RootElement.GetProperty("compliance")[0].GetProperty("controls").EnumerateArray()
            .SelectMany(control => control.GetProperty("targets").EnumerateArray()).SelectMany(target => target.GetProperty("checks").EnumerateArray())
            .SelectMany(check => check.GetProperty("findings").EnumerateArray()).Select(print => print.GetString()).ToList();
        Assert.NotEmpty(named);
        Assert.All(named, print => Assert.Contains(print, known));
    }

    private static async Task<GuardResult> ScanAsync(TestImage image, string policy = "version: 1\ncompliance: [cis-docker]", Func<GuardOptions, GuardOptions>? change = null)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["policy.yml"], policy, TestContext.Current.CancellationToken);
        using var run = await GuardRun.WithStoreAsync();
        return await run.ScanAsync(image.AsOciArchive(), options => (change?.Invoke(options) ?? options) with { Policy = folder["policy.yml"] });
    }

    private static async Task<GuardResult> ScanDockerfileAsync(string text, string policy = "version: 1\ncompliance: [cis-docker]")
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["policy.yml"], policy, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["Dockerfile"], text, TestContext.Current.CancellationToken);
        return await Guard.RunAsync(new GuardOptions { Targets = [folder["Dockerfile"]], Outputs = [], Offline = true, Policy = folder["policy.yml"] }, new SilentLog(), TestContext.Current.CancellationToken);
    }

    private static ControlStatus StatusOf(GuardResult result, string control) => Find(result, control).Status;

    private static string EvidenceOf(GuardResult result, string control) => string.Join("\n", Find(result, control).Targets.SelectMany(target => target.Checks).Select(check => check.What));

    private static ControlResult Find(GuardResult result, string control) => result.Report.Compliance[0].Controls.Single(answer => answer.Control.Id == control);
}
