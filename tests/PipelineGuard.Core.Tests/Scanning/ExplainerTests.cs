using System.Runtime.CompilerServices;
using System.Text.Json;
using NJsonSchema;
using PipelineGuard.Findings;
using PipelineGuard.Images.Building;

namespace PipelineGuard.Scanning;

/// <summary>The answers to "why was this found, or not?", with their exit codes.</summary>
public sealed class ExplainerTests
{
    [Theory]
    [InlineData("CVE-2026-0001", "openssl", "3.1.4-r4", 1, "affected", "affected")]
    [InlineData("cve-2026-0001", "openssl", "3.1.4-r4", 1, "affected", "affected")]
    [InlineData("ALPINE-CVE-2026-0001", "openssl", "3.1.4-r4", 1, "affected", "affected")]
    [InlineData("CVE-2026-0001", "openssl", "3.1.4-r5", 0, "notAffected", "fixed")]
    [InlineData("CVE-2026-0001", "curl", "8.0.0-r0", 0, "notAffected", "")]
    [InlineData("CVE-2026-0009", "curl", "8.0.0-r0", 3, "unknown", "")]
    public async Task Answers_and_exits_accordingly(string id, string package, string version, int code, string answer, string outcome)
    {
        using var guard = await GuardRun.WithStoreAsync();

        var result = await guard.ExplainAsync(id, null, WithPackage(package, version).AsDockerArchive());

        using var json = Json(result);
        Assert.Equal((code, answer), (result.ExitCode, json.RootElement.GetProperty("answer").GetString()));
        Assert.Equal(outcome, string.Join(' ', Packages(json).Select(one => one.GetProperty("outcome").GetString())));
    }

    [Fact]
    public async Task What_is_not_installed_is_named()
    {
        using var guard = await GuardRun.WithStoreAsync();

        var result = await guard.ExplainAsync("CVE-2026-0001", null, WithPackage("curl", "8.0.0-r0").AsDockerArchive());

        using var json = Json(result);
        var absent = json.RootElement.GetProperty("targets")[0].GetProperty("notInstalled")[0];
        Assert.Equal(("Alpine", "openssl", true), (absent.GetProperty("ecosystem").GetString(), absent.GetProperty("package").GetString(), absent.GetProperty("ecosystemInTarget").GetBoolean()));
        Assert.Contains("not installed  Alpine openssl", Text(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("openssl", "affected", "")]
    [InlineData("pkg:apk/alpine/openssl", "affected", "")]
    [InlineData("busybox", "", "not named")]
    [InlineData("nothing", "", "no package called nothing is installed")]
    public async Task A_package_may_be_asked_for_by_name(string package, string outcome, string words)
    {
        using var guard = await GuardRun.WithStoreAsync();

        var result = await guard.ExplainAsync("CVE-2026-0001", package, WithPackage("openssl", "3.1.4-r4").AsOciDirectory());

        using var json = Json(result);
        Assert.Equal(outcome, string.Join(' ', Packages(json).Select(one => one.GetProperty("outcome").GetString())));
        Assert.Contains(words, Text(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_that_is_too_old_answers_nothing()
    {
        using var guard = await GuardRun.WithStoreAsync(now: new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

        var result = await guard.ExplainAsync("CVE-2026-0001", null, WithPackage("openssl", "3.1.4-r5").AsDockerArchive());

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(result.Problems, problem => problem.Info == Problems.AdvisoriesTooOld);
    }

    [Fact]
    public async Task Without_data_nothing_is_answered()
    {
        using var guard = await GuardRun.WithStoreAsync();

        var result = await guard.ExplainAsync("CVE-2026-0001", null, WithPackage("openssl", "3.1.4-r5").AsDockerArchive(), options => options with { Database = guard.Stores + "-none" });

        Assert.Equal(3, result.ExitCode);
    }

    [Fact]
    public async Task What_a_VEX_document_takes_out_does_not_count_and_says_why()
    {
        using var guard = await GuardRun.WithStoreAsync();
        using var vex = TestTarget.File("v.json", """{"@context":"https://openvex.dev/ns/v0.2.0","statements":[{"vulnerability":{"name":"CVE-2026-0001"},"products":[{"@id":"pkg:apk/alpine/openssl"}],"status":"not_affected","justification":"component_not_present"}]}"""u8.ToArray());

        var result = await guard.ExplainAsync("CVE-2026-0001", null, WithPackage("openssl", "3.1.4-r4").AsDockerArchive(), options => options with { Vex = [vex.Path] });

        Assert.Equal(0, result.ExitCode);
        using var json = Json(result);
        Assert.Equal("waived", json.RootElement.GetProperty("answer").GetString());
        Assert.Contains("VEX            notAffected", Text(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Dockerfile_has_nothing_to_explain()
    {
        using var guard = await GuardRun.WithStoreAsync();
        var thrown = await Assert.ThrowsAsync<GuardException>(() => guard.ExplainAsync("CVE-2026-0001", null, TestTarget.File("Dockerfile", "FROM debian\n"u8.ToArray())));
        Assert.Equal(Problems.NotAnImage, thrown.Problem);
    }

    [Fact]
    public async Task Text_of_an_image_cannot_write_to_the_terminal()
    {
        using var guard = await GuardRun.WithStoreAsync();
        var result = await guard.ExplainAsync("CVE-2026-0001\u001b[2J", "openssl\u001b[2J", WithPackage("openssl", "3.1.4-r4\u001b[2J").AsDockerArchive());
        Assert.DoesNotContain('\u001b', Text(result));
    }

    [Theory]
    [InlineData("CVE-2026-0001", "openssl", "3.1.4-r4")]
    [InlineData("CVE-2026-0001", "openssl", "3.1.4-r5")]
    [InlineData("CVE-2026-0001", "curl", "1")]
    [InlineData("CVE-2026-0009", "curl", "1")]
    public async Task Follows_its_published_schema(string id, string package, string version)
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Here(), "../../../docs/schemas/explanation-v1.schema.json"), TestContext.Current.CancellationToken);
        using var guard = await GuardRun.WithStoreAsync();
        var result = await guard.ExplainAsync(id, package, WithPackage(package, version).AsDockerArchive());
        using var json = Json(result);

        Assert.Empty(schema.Validate(json.RootElement.GetRawText()));
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private static TestImage WithPackage(string name, string version) =>
        TestImage.Alpine().Layer($"RUN apk add {name}").With("lib/apk/db/installed", TestImage.ApkEntry("busybox", "1.36.1-r15") + TestImage.ApkEntry(name, version));

    private static IEnumerable<JsonElement> Packages(JsonDocument json) => json.RootElement.GetProperty("targets").EnumerateArray().SelectMany(target => target.GetProperty("packages").EnumerateArray());

    private static JsonDocument Json(ExplanationResult result)
    {
        using var writer = new StringWriter();
        result.Write("json", writer);
        return JsonDocument.Parse(writer.ToString());
    }

    private static string Text(ExplanationResult result)
    {
        using var writer = new StringWriter();
        result.Write("console", writer);
        return writer.ToString();
    }
}
