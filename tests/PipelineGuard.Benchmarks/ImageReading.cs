using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Images.Sources;
using PipelineGuard.IO;

namespace PipelineGuard.Benchmarks;

/// <summary>Times one pass over a real image and prints wall time, processor time and peak memory in one line.</summary>
internal static class ImageReading
{
    /// <summary>Runs one mode a number of times; the first time includes starting up and compiling just in time.</summary>
    public static async Task<int> RunAsync(string mode, string path, int times)
    {
        using var process = Process.GetCurrentProcess();
        for (int i = 0; i < times; i++)
        {
            var clock = Stopwatch.StartNew();
            process.Refresh();
            var before = i == 0 ? TimeSpan.Zero : process.TotalProcessorTime;
            var result = await RunAsync(mode, path);
            process.Refresh();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{mode}: {clock.Elapsed.TotalSeconds:F3} s wall, {(process.TotalProcessorTime - before).TotalSeconds:F3} s processor, {process.PeakWorkingSet64 >> 20} MiB peak; {result}"));
        }
        return 0;
    }

    private static async Task<string> RunAsync(string mode, string path)
    {
        using var image = ImageOpener.Open(path, platform: null, ReadLimits.Default, new ConsoleLog(), CancellationToken.None);
        return mode switch
        {
            "bare-read" => $"{await BareRead.RunAsync(image, CancellationToken.None) >> 20} MiB",
            _ => await ReadAsync(image, mode == "read-all-digests" ? DigestChecks.BytesAndDiffIds : DigestChecks.Bytes),
        };
    }

    private static async Task<string> ReadAsync(Image image, DigestChecks checks)
    {
        var contents = await ImageReader.ReadAsync(image, new DpkgStatus(), ReadLimits.Default, new ConsoleLog(), progress: null, CancellationToken.None, checks);
        var entries = contents.Layers.Sum(layer => layer.Entries.Count);
        return $"{contents.Layers.Sum(layer => layer.Bytes) >> 20} MiB, {contents.Layers.Count(layer => layer.Complete)} layers complete, {entries} entries, {contents.Files.Length} wanted files";
    }

    private sealed class DpkgStatus : IFileAnalyzer<int>
    {
        public bool WantsName(ImagePath path) => path.Value is "var/lib/dpkg/status";

        public bool Wants(in FileFacts facts) => WantsName(facts.Path);

        public IFileAnalysis<int>? Begin(in FileFacts facts, ReadOnlySpan<byte> head) => new Length();
    }

    private sealed class Length : IFileAnalysis<int>
    {
        public ImmutableArray<IContentInspector> Inspectors => [];

        public bool KeepsContent => true;

        public int Complete(ImageFile file, IScanLog log) => file.Content.Length;
    }

    private sealed class ConsoleLog : IScanLog
    {
        public void Report(ScanProblem problem) => Console.Error.WriteLine(problem);
    }
}
