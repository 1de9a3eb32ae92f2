using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting;

/// <summary>How many findings there are of each severity.</summary>
internal readonly record struct SeverityCounts : IComparable<SeverityCounts>
{
    /// <summary>Worst first: the order in which every report lists them.</summary>
    public static readonly ImmutableArray<Severity> WorstFirst = [Severity.Critical, Severity.High, Severity.Medium, Severity.Low, Severity.Info];

    private readonly int _critical, _high, _medium, _low, _info;

    /// <summary>Counts them; the caller decides whether waived ones are among them.</summary>
    public SeverityCounts(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            switch (finding.Severity)
            {
                case Severity.Critical: _critical++; break;
                case Severity.High: _high++; break;
                case Severity.Medium: _medium++; break;
                case Severity.Low: _low++; break;
                case Severity.Info: _info++; break;
            }
        }
    }

    public int Total => _critical + _high + _medium + _low + _info;

    public int this[Severity severity] => severity switch
    {
        Severity.Critical => _critical,
        Severity.High => _high,
        Severity.Medium => _medium,
        Severity.Low => _low,
        Severity.Info => _info,
    };

    /// <summary>One critical finding weighs more than any number of high ones, and so on.</summary>
    public int CompareTo(SeverityCounts other)
    {
        foreach (var severity in WorstFirst)
        {
            if (this[severity].CompareTo(other[severity]) is var order and not 0) return order;
        }
        return 0;
    }

    /// <summary><c>2 critical, 3 high</c>; <c>none</c> when all are zero.</summary>
    public override string ToString()
    {
        var counts = this;
        var parts = WorstFirst.Where(severity => counts[severity] > 0).Select(severity => $"{Phrases.Number(counts[severity])} {ReportWords.Of(severity)}");
        return Total == 0 ? "none" : string.Join(", ", parts);
    }
}
