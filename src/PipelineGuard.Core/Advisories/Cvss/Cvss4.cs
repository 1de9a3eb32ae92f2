namespace PipelineGuard.Advisories.Cvss;

/// <summary>The score of CVSS v4.0, specification §8: a table scores whole classes of vectors, interpolation places a vector within its class.</summary>
internal static class Cvss4
{
    /// <summary>The metrics that the score is made of, in the order of the table below.</summary>
    internal const int AV = 0, AC = 1, AT = 2, PR = 3, UI = 4, VC = 5, VI = 6, VA = 7, SC = 8, SI = 9, SA = 10, E = 11, CR = 12, IR = 13, AR = 14;

    private const int ScoringMetrics = 15;

    // The modified metrics follow in the order of those that they modify.
    private const int Modified = 15;

    /// <summary>The worst value has level 0, so that levels count the steps away from the worst.</summary>
    private static readonly CvssMetrics Metrics = new("X",
        new("AV", "N", "A", "L", "P") { IsMandatory = true },
        new("AC", "L", "H") { IsMandatory = true },
        new("AT", "N", "P") { IsMandatory = true },
        new("PR", "N", "L", "H") { IsMandatory = true },
        new("UI", "N", "P", "A") { IsMandatory = true },
        new("VC", "H", "L", "N") { IsMandatory = true },
        new("VI", "H", "L", "N") { IsMandatory = true },
        new("VA", "H", "L", "N") { IsMandatory = true },
        // Only the modified metrics of a subsequent system know Safety, and it is worse than High.
        new("SC", "H", "L", "N") { IsMandatory = true, FirstLevel = 1 },
        new("SI", "H", "L", "N") { IsMandatory = true, FirstLevel = 1 },
        new("SA", "H", "L", "N") { IsMandatory = true, FirstLevel = 1 },
        new("E", "A", "P", "U"),
        new("CR", "H", "M", "L"),
        new("IR", "H", "M", "L"),
        new("AR", "H", "M", "L"),
        new("MAV", "N", "A", "L", "P"),
        new("MAC", "L", "H"),
        new("MAT", "N", "P"),
        new("MPR", "N", "L", "H"),
        new("MUI", "N", "P", "A"),
        new("MVC", "H", "L", "N"),
        new("MVI", "H", "L", "N"),
        new("MVA", "H", "L", "N"),
        new("MSC", "H", "L", "N") { FirstLevel = 1 },
        new("MSI", "S", "H", "L", "N"),
        new("MSA", "S", "H", "L", "N"),
        new("S", "N", "P"),
        new("AU", "N", "Y"),
        new("R", "A", "U", "I"),
        new("V", "D", "C"),
        new("RE", "L", "M", "H"),
        new("U", "Clear", "Green", "Amber", "Red"));

    /// <summary>The score; null when the text, without its <c>CVSS:4.0/</c>, is no vector of this version.</summary>
    public static double? Score(ReadOnlySpan<char> text)
    {
        Span<sbyte> given = stackalloc sbyte[Metrics.Count];
        if (!Metrics.TryRead(text, given)) return null;

        Span<sbyte> levels = stackalloc sbyte[ScoringMetrics];
        for (var metric = 0; metric < ScoringMetrics; metric++) levels[metric] = EffectiveLevel(given, metric);
        return HasNoImpact(levels) ? 0 : Cvss4Interpolation.Tenths(levels) / 10.0;
    }

    /// <summary>§4 and §3: a modified metric replaces its base metric; E, CR, IR and AR are at their worst when not defined.</summary>
    private static sbyte EffectiveLevel(ReadOnlySpan<sbyte> given, int metric)
    {
        if (metric >= E) return Math.Max(given[metric], (sbyte)0);
        var modified = given[Modified + metric];
        return modified != CvssMetrics.NotDefined ? modified : given[metric];
    }

    private static bool HasNoImpact(ReadOnlySpan<sbyte> levels)
    {
        const sbyte None = 2, NoneInSubsequentSystem = 3;
        return levels[VC] == None && levels[VI] == None && levels[VA] == None
            && levels[SC] == NoneInSubsequentSystem && levels[SI] == NoneInSubsequentSystem && levels[SA] == NoneInSubsequentSystem;
    }
}
