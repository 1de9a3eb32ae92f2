using System.Diagnostics;

namespace PipelineGuard.Cli.RealImages;

/// <summary>Programs of the system that tests use.</summary>
internal static class RealTool
{
    /// <summary>Skips the test aloud when one is not installed; in CI that is a failure of the test itself.</summary>
    public static void Need(params string[] names)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        foreach (var name in names)
        {
            bool isHere = path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));
            if (!isHere && Environment.GetEnvironmentVariable("PIPELINEGUARD_MUST_NOT_SKIP") is null) Assert.Skip($"'{name}' is not installed: '.ci/install' installs it.");
        }
    }

    /// <summary>Runs one and gives what it prints.</summary>
    public static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {error.Result}");
        return output;
    }
}
