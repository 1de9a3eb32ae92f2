using PipelineGuard.Findings;
using PipelineGuard.Images.Sources;
using PipelineGuard.IO;

namespace PipelineGuard.Scanning;

/// <summary>The yardstick of <c>docs/performance.md</c>: reads an image as a scan does, and looks at nothing.</summary>
public static class BareRead
{
    /// <summary>Decompresses every layer and walks its entries, on the threads a scan would use; returns the uncompressed bytes.</summary>
    /// <exception cref="GuardException">It is no image.</exception>
    public static async Task<long> RunAsync(string target, CancellationToken cancellation)
    {
        using var image = ImageOpener.Open(target, null, ReadLimits.Default, NoLog.Instance, cancellation);
        return await Images.BareRead.RunAsync(image, cancellation).ConfigureAwait(false);
    }

    private sealed class NoLog : IScanLog
    {
        public static NoLog Instance { get; } = new();

        public void Report(ScanProblem problem)
        {
        }
    }
}
