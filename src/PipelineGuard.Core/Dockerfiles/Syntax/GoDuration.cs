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
            int number = text.IndexOfAnyExcept("0123456789.");
            if (number < 1 || text[..number].Count('.') > 1 || text[..number] is ".") return false;
            text = text[number..];
            int unit = text.IndexOfAnyInRange('0', '9') is var next and >= 0 ? next : text.Length;
            if (!IsUnit(text[..unit].TrimEnd('.'))) return false;
            text = text[unit..];
        }
        return true;
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
