using PipelineGuard.Findings;
using PipelineGuard.Reporting;
using PipelineGuard.Scanning;

namespace PipelineGuard.Cli.RealImages;

/// <summary>Images made by <c>.ci/images</c> with tools we did not write.</summary>
internal static class RealImage
{
    /// <summary>The path of one; skips the test aloud when the images have not been made.</summary>
    public static string Path(string name)
    {
        var folder = Environment.GetEnvironmentVariable("PIPELINEGUARD_IMAGES");
        if (folder is null && Environment.GetEnvironmentVariable("PIPELINEGUARD_MUST_NOT_SKIP") is null)
        {
            Assert.Skip("The real images are not here: run '.ci/images FOLDER' and set PIPELINEGUARD_IMAGES=FOLDER.");
        }
        return System.IO.Path.Combine(folder!, name);
    }

    /// <summary>Scans with the starter set and returns the report.</summary>
    /// <param name="name">Its file or folder.</param>
    /// <param name="kind">The prefix that tells what it is, such as <c>rootfs:</c>; empty to have it recognised.</param>
    public static async Task<ScanReport> ScanAsync(string name, string kind = "")
    {
        var options = new GuardOptions { Targets = [kind + Path(name)], Outputs = [], Starter = true, Cache = false };
        var result = await Guard.RunAsync(options, new SilentLog(), TestContext.Current.CancellationToken);
        return result.Report;
    }

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
