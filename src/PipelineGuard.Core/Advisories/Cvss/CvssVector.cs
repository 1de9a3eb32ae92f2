using System.Diagnostics.CodeAnalysis;
using PipelineGuard.Findings;

namespace PipelineGuard.Advisories.Cvss;

/// <summary>A CVSS vector of version 2.0, 3.0, 3.1 or 4.0 with its score.</summary>
/// <param name="Text">The vector as it was given.</param>
/// <param name="BaseScore">
/// 0.0 to 10.0 in steps of 0.1. Up to version 3.1 from the base metrics alone; in 4.0 also from the threat and environmental
/// metrics when the vector has some, as there is but one score (CVSS-B, -BT, -BE or -BTE).
/// </param>
internal sealed record CvssVector(string Text, double BaseScore)
{
    // The longest well-formed vector, 4.0 with all 32 metrics, has some 190 characters.
    private const int MaxLength = 256;

    /// <summary>The rating of the score on the scale of v3.1 §5 and v4.0 §6, for version 2.0, too, which has no scale of its own.</summary>
    public Severity Severity => BaseScore switch
    {
        < 0.1 => Severity.Info,
        < 4.0 => Severity.Low,
        < 7.0 => Severity.Medium,
        < 9.0 => Severity.High,
        _ => Severity.Critical,
    };

    /// <summary>
    /// Reads a vector strictly: refuses unknown versions, metrics and values, repeated metrics, and vectors without all base metrics.
    /// The order of the metrics is free, and a vector of version 2.0 may stand in parentheses.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CvssVector? vector)
    {
        vector = text is { Length: <= MaxLength } && Score(text) is { } score ? new(text, score) : null;
        return vector is not null;
    }

    private static double? Score(ReadOnlySpan<char> text)
    {
        const int Prefix = 9;
        return text switch
        {
            ['C', 'V', 'S', 'S', ':', '4', '.', '0', '/', ..] => Cvss4.Score(text[Prefix..]),
            ['C', 'V', 'S', 'S', ':', '3', '.', '0' or '1', '/', ..] => Cvss3.Score(text[Prefix..]),
            ['(', .. var inner, ')'] => Cvss2.Score(inner),
            _ => Cvss2.Score(text),
        };
    }
}
