namespace PipelineGuard.Reporting;

/// <summary>Writes a report to a string.</summary>
internal static class TestWriter
{
    public static string Text(string format, ScanReport report)
    {
        using var writer = new StringWriter();
        ReportFormats.Get(format).Write(report, writer);
        return writer.ToString();
    }
}
