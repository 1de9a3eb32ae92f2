namespace PipelineGuard.Advisories.Cvss;

/// <summary>One metric of a CVSS version.</summary>
/// <param name="Name">Such as <c>AV</c>.</param>
/// <param name="Values">What it may be; each is one level further than the one before.</param>
internal sealed record CvssMetric(string Name, params string[] Values)
{
    /// <summary>True when every vector must have it.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>The level of the first value.</summary>
    public int FirstLevel { get; init; }
}
