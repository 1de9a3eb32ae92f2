namespace PipelineGuard.Reporting;

/// <summary>Where reports say that PipelineGuard comes from.</summary>
internal static class ProductAddress
{
    // Reserved by RFC 2606, so nobody can ever take it over: until the project has a home, no link in a report may lead to a stranger.
    public static Uri Home { get; } = new("https://pipelineguard.example/");

    /// <summary>The name of the JSON report's schema; <c>ReportSchema</c> holds its text, so nothing needs to fetch it.</summary>
    public static Uri ReportSchema { get; } = new(Home, "schemas/report-v1.schema.json");
}
