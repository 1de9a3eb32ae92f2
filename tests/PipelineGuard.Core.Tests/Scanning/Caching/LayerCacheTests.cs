using System.Text.Json.Nodes;
using PipelineGuard.Advisories;
using PipelineGuard.Images.Building;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning.Caching;

/// <summary>What is learned from a layer is learned once, and a warm scan says exactly what a cold one says.</summary>
public sealed class LayerCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_scan_says_the_same()
    {
        using var target = Sample().AsOciDirectory();

        var cold = await ScanAsync(target.Path, cache: false);
        var filling = await ScanAsync(target.Path);
        var warm = await ScanAsync(target.Path);

        Assert.NotEqual("", cold);
        Assert.Equal(cold, filling);
        Assert.Equal(cold, warm);
    }

    [Fact]
    public async Task An_image_of_a_registry_whose_layers_are_known_is_scanned_from_its_manifest_alone()
    {
        using var registry = new FakeRegistry(OciLayoutWriter.Write(Sample()));
        var cold = await ScanAsync("registry:" + registry.Image);
        int before = registry.Requests.Count;

        var warm = await ScanAsync("registry:" + registry.Image);

        Assert.Equal(cold, warm);
        var later = registry.Requests.Skip(before).Select(request => request.Item).ToList();
        Assert.NotEmpty(later);
        Assert.Empty(later.Intersect(registry.Layers));
    }

    [Fact]
    public async Task An_image_with_the_same_base_reads_only_what_is_new()
    {
        using var first = new FakeRegistry(OciLayoutWriter.Write(TestImage.Alpine()));
        using var second = new FakeRegistry(OciLayoutWriter.Write(TestImage.Alpine().Layer("COPY").With("app/new", "new")));
        await ScanAsync("registry:" + first.Image);

        await ScanAsync("registry:" + second.Image);

        Assert.Equal([second.Layers[1]], second.Requests.Select(request => request.Item).Intersect(second.Layers));
    }

    [Theory, InlineData("cut"), InlineData("changed"), InlineData("empty"), InlineData("longer"), InlineData("zeros")]
    public async Task What_is_damaged_is_dropped_and_read_again(string how)
    {
        using var target = Sample().AsOciDirectory();
        var cold = await ScanAsync(target.Path);
        foreach (var file in Kept())
        {
            var bytes = File.ReadAllBytes(file);
            File.WriteAllBytes(file, how switch
            {
                "cut" => bytes[..(bytes.Length / 2)],
                "changed" => [.. bytes[..20], (byte)(bytes[20] ^ 1), .. bytes[21..]],
                "empty" => [],
                "longer" => [.. bytes, 0],
                _ => new byte[bytes.Length],
            });
        }

        Assert.Equal(cold, await ScanAsync(target.Path));
        Assert.Equal(cold, await ScanAsync(target.Path));
        Assert.Equal(Sample().Layers.Count, Kept().Length);
    }

    // The hash over the file is right again, so only the reader's own care is left: each byte in turn says the most that it can.
    [Theory, InlineData(0x00), InlineData(0x7f), InlineData(0x80), InlineData(0xff)]
    public async Task What_lies_about_its_lengths_is_dropped(byte lie)
    {
        using var target = TestImage.Empty().With("app/package-lock.json", """{"lockfileVersion":3,"packages":{"node_modules/a":{"version":"1.0.0"}}}""").AsOciDirectory();
        await ScanAsync(target.Path);
        var honest = File.ReadAllBytes(Assert.Single(Kept()))[..^32];
        int dropped = 0;
        for (int at = 0; at < honest.Length; at++)
        {
            byte[] body = [.. honest[..at], lie, .. honest[(at + 1)..]];
            try
            {
                LayerCache.Decode([.. body, .. System.Security.Cryptography.SHA256.HashData(body)], 0);
            }
            catch (Exception damage) when (LayerCache.IsDamage(damage))
            {
                dropped++;
            }
        }

        Assert.InRange(dropped, 1, honest.Length);
    }

    [Fact]
    public async Task Nothing_is_kept_when_nobody_wants_it()
    {
        using var target = Sample().AsOciDirectory();

        await ScanAsync(target.Path, cache: false);

        Assert.Empty(Kept());
    }

    [Fact]
    public async Task What_was_learned_with_other_options_is_not_used()
    {
        using var target = Sample().AsOciDirectory();

        await ScanAsync(target.Path);
        await ScanAsync(target.Path, secrets: false);

        Assert.Equal(2 * Sample().Layers.Count, Kept().Length);
    }

    [Fact]
    public async Task A_layer_that_could_not_be_read_whole_is_tried_again()
    {
        using var target = TestImage.Alpine().Layer("COPY").With("a", "b").WithWrongDigest().AsOciDirectory();

        var cold = await ScanAsync(target.Path);

        Assert.Single(Kept());
        Assert.Contains("PG2006", cold, StringComparison.Ordinal);
        Assert.Equal(cold, await ScanAsync(target.Path));
    }

    [Fact]
    public async Task An_image_cannot_claim_the_layer_of_another()
    {
        using var honest = TestImage.Alpine().AsDockerArchive();
        using var liar = new FakeRegistry(WithAnotherLayer(OciLayoutWriter.Write(TestImage.Alpine())));
        await ScanAsync("registry:" + liar.Image);
        Assert.Single(Kept());

        Assert.Equal(await ScanAsync(honest.Path, cache: false), await ScanAsync(honest.Path));
    }

    [Fact]
    public async Task A_problem_of_a_file_is_told_again()
    {
        using var target = TestImage.Alpine().Layer("COPY").With("app/x.deps.json", "{ damaged").AsOciDirectory();

        var cold = await ScanAsync(target.Path);

        Assert.Contains("app/x.deps.json", cold, StringComparison.Ordinal);
        Assert.Equal(cold, await ScanAsync(target.Path));
    }

    [Fact]
    public async Task Thirty_scans_at_once_share_it_without_loss()
    {
        using var target = Sample().AsOciDirectory();
        var expected = await ScanAsync(target.Path, cache: false);

        var reports = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() => ScanAsync(target.Path), TestContext.Current.CancellationToken)));

        Assert.All(reports, report => Assert.Equal(expected, report));
        Assert.Equal(Sample().Layers.Count, Kept().Length);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Thirty_scans_at_once_share_cache_and_store_while_the_store_is_built_anew_without_loss()
    {
        using var run = await GuardRun.WithStoreAsync();
        using var target = TestImage.Alpine().With("lib/apk/db/installed", TestImage.ApkEntry("openssl", "3.1.4-r0") + TestImage.ApkEntry("curl", "8.4.0-r0")).Layer("COPY").With("a", "b").AsOciDirectory();
        var options = new GuardOptions { Targets = [target.Path], Outputs = [], Database = run.Stores, Offline = true, CacheFolder = _folder.Path };
        var expected = await FindingsAsync(options with { Cache = false });
        Assert.Contains("ALPINE-CVE-2026-0001", expected, StringComparison.Ordinal);
        Assert.Contains("ALPINE-CVE-2026-0002", expected, StringComparison.Ordinal);

        var building = BuildAgainAndAgainAsync(run);
        var found = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() => FindingsAsync(options), TestContext.Current.CancellationToken)));
        await building;

        Assert.All(found, findings => Assert.Equal(expected, findings));
        Assert.Equal(2, Kept().Length);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_done_without()
    {
        using var target = Sample().AsOciDirectory();
        File.WriteAllText(Path.Combine(_folder.Path, "layers"), "a file where the folder should be");

        Assert.Equal(await ScanAsync(target.Path, cache: false), await ScanAsync(target.Path));
    }

    private static async Task BuildAgainAndAgainAsync(GuardRun run)
    {
        for (int i = 0; i < 5; i++) await run.BuildAsync();
    }

    // What is found and what went wrong; the day and hash of the store are another with each build.
    private static async Task<string> FindingsAsync(GuardOptions options)
    {
        var result = await Guard.RunAsync(options, new SilentLog(), new FixedTime(new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero)), TestContext.Current.CancellationToken);
        using var text = new StringWriter();
        ReportFormats.Get("json").Write(new ScanReport { ToolVersion = "1", Verdict = result.Report.Verdict, Findings = result.Report.Findings, Problems = result.Report.Problems, Targets = result.Report.Targets }, text);
        return text.ToString();
    }

    private string[] Kept() => Directory.GetFiles(_folder.Path, "*.layer", SearchOption.AllDirectories);

    private async Task<string> ScanAsync(string target, bool cache = true, bool secrets = true)
    {
        var options = new GuardOptions { Targets = [target], Outputs = [], Starter = true, Offline = true, Database = _folder["stores"], Cache = cache, CacheFolder = _folder.Path, Secrets = secrets };
        var result = await Guard.RunAsync(options, new SilentLog(), TestContext.Current.CancellationToken);
        using var text = new StringWriter();
        ReportFormats.Get("json").Write(result.Report, text);
        return text.ToString();
    }

    // Its manifest states the digest of the bytes it has, its config the diff id of the layer that was there before.
    private static OciLayout WithAnotherLayer(OciLayout layout)
    {
        var index = JsonNode.Parse(layout.Files.Single(file => file.Path == "index.json").Content)!;
        var digest = index["manifests"]![0]!["digest"]!.GetValue<string>();
        var manifest = JsonNode.Parse(layout.Files.Single(file => file.Path.EndsWith(digest["sha256:".Length..], StringComparison.Ordinal)).Content)!;
        var other = TestTar.WriteFiles([("etc/os-release", "ID=other"u8.ToArray())]);
        manifest["layers"] = new JsonArray(ImageJson.Descriptor("application/vnd.oci.image.layer.v1.tar", other));
        layout.AddBlob(other);
        index["manifests"]![0]!["digest"] = layout.AddBlob(ImageJson.Bytes(manifest));
        layout.Remove("sha256:index.json");
        layout.AddFile("index.json", ImageJson.Bytes(index));
        return layout;
    }

    private static TestImage Sample() => TestImage.Debian()
        .Layer("COPY app").With("app/package-lock.json", """{"lockfileVersion":3,"packages":{"node_modules/lodash":{"version":"4.17.15","integrity":"sha512-x"}}}""")
        .With("app/config.env", "AWS_SECRET_ACCESS_KEY=" + string.Concat(Enumerable.Range(0, 40).Select(i => "aZ3xKq9/"[i * 7 % 8])) + "\n")
        .With("etc/passwd", "root:x:0:0::/root:/bin/sh\n").With("etc/ssh/sshd_config", "PermitRootLogin yes\n")
        .Layer("RUN rm").Without("app/config.env").With("usr/bin/tool", [0x7f, .. "ELF"u8, .. new byte[200]], UnixFileMode.UserExecute | UnixFileMode.UserRead);
}
