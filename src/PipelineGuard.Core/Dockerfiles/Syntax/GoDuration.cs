namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>Lengths of time as Go writes them: <c>1m30s</c>, <c>1.5h</c>, <c>0</c>.</summary>
internal static class GoDuration
{
    private static readonly string[] Units = ["ns", "us", "µs", "μs", "ms", "s", "m", "h"];

    /// <summary>True for what builders take as a length of time; nothing at all is their default.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text is "" or "0") return true;
        while (!text.IsEmpty)
        {
            int number = text.IndexOfAnyInRange('h', 'μ') is var unitAt and >= 0 ? unitAt : 0;
            if (!IsNumber(text[..number])) return false;
            text = text[number..];
            int unit = text.IndexOfAnyInRange('.', '9') is var next and >= 0 ? next : text.Length;
            if (!IsUnit(text[..unit])) return false;
            text = text[unit..];
        }
        return true;
    }

    // Digits, and one point at most.
    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        int digits = 0, points = 0;
        foreach (char c in text)
        {
            if (char.IsAsciiDigit(c)) digits++;
            else if (c == '.') points++;
            else return false;
        }
        return digits > 0 && points < 2;
    }

    private static bool IsUnit(ReadOnlySpan<char> text)
    {
        foreach (var unit in Units)
        {
            if (text.SequenceEqual(unit)) return true;
        }
        return false;
    }
}
