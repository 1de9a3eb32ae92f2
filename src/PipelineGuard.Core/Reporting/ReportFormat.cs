namespace PipelineGuard.Reporting;

/// <summary>A way to write a report.</summary>
/// <param name="Name">What users type behind <c>-o</c>.</param>
/// <param name="Description">What it is good for, in one sentence.</param>
/// <param name="Write">Writes it. A pure function: no clock, no disk; the same report gives the same text, with <c>\n</c> as line end.</param>
public sealed record ReportFormat(string Name, string Description, Action<ScanReport, TextWriter> Write)
{
    /// <summary>True for a bill of materials, which tells what is in an image and nothing of findings.</summary>
    public bool IsBillOfMaterials { get; init; }
}
