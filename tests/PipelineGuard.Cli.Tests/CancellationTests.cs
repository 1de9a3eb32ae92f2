using System.Diagnostics;

namespace PipelineGuard.Cli;

/// <summary>Ctrl+C on the real process, in the middle of a download-sized read.</summary>
public sealed class CancellationTests
{
    [Fact]
    public async Task Ctrl_C_ends_the_process_and_leaves_no_file_behind()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("SIGINT cannot be sent to another process on Windows.");
        using var folder = new TempFolder();
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "pipelineguard.dll"), "scan", "-", "-o", $"sarif={folder["out.sarif"]}" },
            RedirectStandardInput = true,
            RedirectStandardError = true,
            Environment = { ["TMPDIR"] = folder.Path },
        };
        using var process = Process.Start(start)!;

        // It is reading standard input now, which never ends.
        await process.StandardInput.BaseStream.WriteAsync(new byte[64 * 1024], TestContext.Current.CancellationToken);
        await process.StandardInput.BaseStream.FlushAsync(TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        using (Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) { }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Contains("PG9001", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(4, process.ExitCode);
        Assert.Empty(Directory.EnumerateFiles(folder.Path));
    }
}
