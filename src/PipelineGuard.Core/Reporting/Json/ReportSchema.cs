namespace PipelineGuard.Reporting.Json;

/// <summary>The published schema of the JSON report.</summary>
public static class ReportSchema
{
    /// <summary>The name under which the file is embedded.</summary>
    private const string Resource = "report-v1.schema.json";

    /// <summary>The text of <c>docs/schemas/report-v1.schema.json</c> (JSON Schema draft 7).</summary>
    public static string ReadV1()
    {
        using var stream = typeof(ReportSchema).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
