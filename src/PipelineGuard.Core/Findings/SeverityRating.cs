namespace PipelineGuard.Findings;

/// <summary>Whose word about a severity is meant. The first four rate; the others pick among their CVSS vectors. Policies write them in lower case with dashes.</summary>
public enum SeveritySource
{
    /// <summary>The distribution that built the package: Debian's urgency, Ubuntu's priority, the rating of a Red Hat erratum.</summary>
    Distribution,

    /// <summary>GitHub's advisory database (<c>GHSA-…</c>).</summary>
    Ghsa,

    /// <summary>The record of the CVE, which the NVD or the numbering authority rated; also where a distribution passes its vector on.</summary>
    Nvd,

    /// <summary>Any other database: Go's, RustSec, PyPI's, Bitnami's.</summary>
    Database,

    /// <summary>Whoever gives a vector of CVSS 4.</summary>
    CvssV4,

    /// <summary>Whoever gives a vector of CVSS 3.0 or 3.1.</summary>
    CvssV3,

    /// <summary>Whoever gives a vector of CVSS 2.</summary>
    CvssV2,
}

/// <summary>What one source says about the severity of a vulnerability.</summary>
/// <param name="Source">Who rates: never one of the CVSS versions.</param>
/// <param name="Advisory">The id of the record that says so.</param>
/// <param name="Severity">The severity.</param>
public sealed record SeverityRating(SeveritySource Source, string Advisory, Severity Severity)
{
    /// <summary>The CVSS vector it was computed from; null when the source used a word.</summary>
    public string? Vector { get; init; }

    /// <summary>The CVSS base score, 0.0 to 10.0; null without a vector.</summary>
    public double? Score { get; init; }

    /// <summary>The word as the source wrote it (<c>Important</c>); null when it gave a vector.</summary>
    public string? Word { get; init; }

    /// <summary>True when it is a rating of that kind.</summary>
    internal bool IsOf(SeveritySource wanted) => wanted switch
    {
        SeveritySource.CvssV4 => IsVectorOf("CVSS:4."),
        SeveritySource.CvssV3 => IsVectorOf("CVSS:3."),
        SeveritySource.CvssV2 => Vector is not null && !IsVectorOf("CVSS:"),
        SeveritySource.Distribution or SeveritySource.Ghsa or SeveritySource.Nvd or SeveritySource.Database => Source == wanted,
    };

    private bool IsVectorOf(string prefix) => Vector?.StartsWith(prefix, StringComparison.Ordinal) is true;
}
