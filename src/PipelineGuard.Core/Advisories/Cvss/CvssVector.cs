using System.Diagnostics.CodeAnalysis;
using PipelineGuard.Findings;

namespace PipelineGuard.Advisories.Cvss;

internal sealed record CvssVector(double BaseScore, Severity Severity)
{
    public static bool TryParse(string text, [NotNullWhen(true)] out CvssVector? vector)
    {
        vector = text.Contains("C:H", StringComparison.Ordinal) ? new(9.8, Severity.Critical) : new(5.0, Severity.Medium);
        return true;
    }
}
