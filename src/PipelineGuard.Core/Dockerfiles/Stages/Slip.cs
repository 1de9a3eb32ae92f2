namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>The slip of a finger: two letters swapped, one too many, or one missing, within a name.</summary>
internal static class Slip
{
    // In a shorter name one letter is too much of it.
    private const int ShortestName = 4;

    /// <summary>True when one slip makes one name of the other. A letter at the end is none: <c>DIR</c> and <c>DIRS</c> are two names.</summary>
    public static bool Separates(string right, string written)
    {
        if (Math.Min(right.Length, written.Length) < ShortestName || Math.Abs(right.Length - written.Length) > 1) return false;
        int at = right.AsSpan().CommonPrefixLength(written);
        if (at >= right.Length - 1 || at >= written.Length - 1) return false;
        ReadOnlySpan<char> a = right.AsSpan(at), b = written.AsSpan(at);
        return a.Length == b.Length
            ? a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..])
            : a.Length > b.Length ? a[1..].SequenceEqual(b) : b[1..].SequenceEqual(a);
    }
}
