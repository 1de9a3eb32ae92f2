using System.Diagnostics;
using System.Text.Json.Nodes;

namespace PipelineGuard.Cli.RealImages;

/// <summary>The command as a process of its own: with its own environment and current directory, as tools around it give them.</summary>
internal sealed record CliProcess(int Code, string Out, string Error)
{
    /// <summary>Runs it in a folder, which is its home and its temporary folder, too.</summary>
    public static async Task<CliProcess> RunAsync(TempFolder folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "pipelineguard.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
        };
        foreach (var name in new[] { "DOCKER_HOST", "CONTAINER_HOST", "DOCKER_CONFIG", "XDG_RUNTIME_DIR", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy" }) start.Environment.Remove(name);
        foreach (var (name, value) in environment.Append(new("HOME", folder.Path)).Append(new("TMPDIR", folder.Path)).Append(new("XDG_CACHE_HOME", folder["cache"]))) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, output, await error);
    }

    /// <summary>Scans with the starter set, for a JSON report.</summary>
    public static Task<CliProcess> ScanAsync(TempFolder folder, string target, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        RunAsync(folder, environment, ["scan", target, "--starter", "--offline", "--no-cache", "--db", folder["db"], "-o", "json", .. arguments]);

    /// <summary>The findings of a JSON report, without what the target is called.</summary>
    public string Findings()
    {
        Assert.True(Code is 0 or 1, $"exit code {Code}\n{Error}");
        var report = JsonNode.Parse(Out)!;
        var findings = report["findings"]!.AsArray();
        foreach (var finding in findings) finding!.AsObject().Remove("target");
        return new JsonObject { ["findings"] = findings.DeepClone(), ["packages"] = report["targets"]![0]!["packages"]!.DeepClone() }.ToJsonString();
    }
}
