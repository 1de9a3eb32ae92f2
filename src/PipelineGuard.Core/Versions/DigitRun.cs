namespace PipelineGuard.Versions;

/// <summary>Numbers as they stand in versions: runs of ASCII digits of any length. They are never converted, so none can overflow.</summary>
internal static class DigitRun
{
    /// <summary>Takes the digits at the start of <paramref name="rest"/>; empty when there are none.</summary>
    public static ReadOnlySpan<char> Take(scoped ref ReadOnlySpan<char> rest)
    {
        var length = rest.IndexOfAnyExceptInRange('0', '9');
        var run = length < 0 ? rest : rest[..length];
        rest = rest[run.Length..];
        return run;
    }

    /// <summary>Compares two runs as numbers; an empty run is zero.</summary>
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left.TrimStart('0');
        right = right.TrimStart('0');
        return left.Length != right.Length ? left.Length - right.Length : left.SequenceCompareTo(right);
    }

    /// <summary>True for one digit or more and nothing else.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
