namespace PipelineGuard.Advisories.Cvss;

/// <summary>The metrics of one CVSS version; reads vectors made of them. At most 64 metrics.</summary>
/// <param name="notDefined">The value that says of an optional metric that it was not rated: <c>X</c>, in version 2.0 <c>ND</c>.</param>
/// <param name="metrics">In an order that the scoring of the version relies on.</param>
internal sealed class CvssMetrics(string notDefined, params CvssMetric[] metrics)
{
    /// <summary>The level of a metric that is absent or not defined.</summary>
    public const sbyte NotDefined = -1;

    /// <summary>How many metrics there are.</summary>
    public int Count => metrics.Length;

    /// <summary>Reads <c>AV:N/AC:L/...</c> into one level for each metric; false unless it is well-formed and complete.</summary>
    public bool TryRead(ReadOnlySpan<char> text, Span<sbyte> levels)
    {
        var seen = 0UL;
        levels.Fill(NotDefined);
        foreach (var range in text.Split('/'))
        {
            var part = text[range];
            var colon = part.IndexOf(':');
            if (colon < 0) return false;

            var index = IndexOf(part[..colon]);
            if (index < 0 || (seen & (1UL << index)) != 0) return false;
            if (!TryReadLevel(metrics[index], part[(colon + 1)..], out levels[index])) return false;
            seen |= 1UL << index;
        }
        return HasMandatoryMetrics(seen);
    }

    private int IndexOf(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < metrics.Length; i++)
        {
            if (name.SequenceEqual(metrics[i].Name)) return i;
        }
        return -1;
    }

    private bool TryReadLevel(CvssMetric metric, ReadOnlySpan<char> value, out sbyte level)
    {
        level = NotDefined;
        for (var i = 0; i < metric.Values.Length; i++)
        {
            if (!value.SequenceEqual(metric.Values[i])) continue;
            level = (sbyte)(metric.FirstLevel + i);
            return true;
        }
        return !metric.IsMandatory && value.SequenceEqual(notDefined);
    }

    private bool HasMandatoryMetrics(ulong seen)
    {
        for (var i = 0; i < metrics.Length; i++)
        {
            if (metrics[i].IsMandatory && (seen & (1UL << i)) == 0) return false;
        }
        return true;
    }
}
