using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PipelineGuard.Packages.Tests;

/// <summary>What a program printed, both streams together, and its exit code.</summary>
internal sealed partial record Shell(int Code, string Output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Runs a program in a folder with the given arguments; no shell stands between.</summary>
    public static Task<Shell> RunAsync(string folder, string program, params string[] arguments) => RunAsync(folder, new Dictionary<string, string>(), program, arguments);

    /// <summary>The same with more environment variables.</summary>
    public static async Task<Shell> RunAsync(string folder, Dictionary<string, string> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the test host sets for itself must not steer the build under test.
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(Limit);
        var output = process.StandardOutput.ReadToEndAsync(stop.Token);
        var error = process.StandardError.ReadToEndAsync(stop.Token);
        await process.WaitForExitAsync(stop.Token);
        return new Shell(process.ExitCode, Colours().Replace(await output + await error, ""));
    }

    // Cake writes colours (ECMA-48, SGR) also into pipes.
    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colours();

    /// <summary>The output of a build without the list at its end, which says every warning and error again.</summary>
    public string BeforeSummary => Output.Split("\nBuild succeeded.", 2)[0].Split("\nBuild FAILED.", 2)[0];

    /// <summary>Asserts the exit code and shows what was printed when it is another.</summary>
    public Shell Exits(int code)
    {
        Assert.True(code == Code, $"expected exit code {code}, got {Code}\n{Output}");
        return this;
    }
}
