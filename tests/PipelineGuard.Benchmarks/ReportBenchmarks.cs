using BenchmarkDotNet.Attributes;
using PipelineGuard.Reporting;

namespace PipelineGuard.Benchmarks;

/// <summary>Writing each report: of a usual image, and of one with more findings than any host takes.</summary>
[MemoryDiagnoser]
public class ReportBenchmarks
{
    private ScanReport _report = TestReport.Empty;

    [Params("console", "json", "sarif", "markdown")]
    public string Format { get; set; } = "";

    [Params(300, 30_000)]
    public int Findings { get; set; }

    [GlobalSetup]
    public void MakeReport() => _report = TestReport.Large(Findings);

    [Benchmark]
    public void Write() => ReportFormats.Get(Format).Write(_report, TextWriter.Null);
}
