namespace PipelineGuard.Versions;

/// <summary>The order of Python packages, PEP 440 "Summary of permitted suffixes and relative ordering".</summary>
internal sealed class Pep440Versions : IVersionScheme
{
    public string Name => "pep440";

    public bool IsValid(string version) => Pep440Version.TryParse(version, out _);

    public int Compare(string left, string right)
    {
        var leftIsReadable = Pep440Version.TryParse(left, out var l);
        var rightIsReadable = Pep440Version.TryParse(right, out var r);
        return leftIsReadable && rightIsReadable ? Compare(l, r) : UnreadableVersions.Compare(left, leftIsReadable, right, rightIsReadable);
    }

    private static int Compare(Pep440Version left, Pep440Version right)
    {
        var order = DigitRun.Compare(left.Epoch, right.Epoch);
        if (order == 0) order = CompareReleases(left.Release, right.Release);
        if (order == 0) order = Pep440Label.Compare(left.PreRelease, right.PreRelease);
        if (order == 0) order = Pep440Label.Compare(left.PostRelease, right.PostRelease);
        if (order == 0) order = Pep440Label.Compare(left.DevRelease, right.DevRelease);
        return order != 0 ? order : CompareLocals(left.Local, right.Local);
    }

    private static int CompareReleases(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (!left.IsEmpty || !right.IsEmpty)
        {
            // A number that is missing is an empty run, and so equals zero: 1.0 is 1.0.0.
            var order = DigitRun.Compare(TakeSegment(ref left), TakeSegment(ref right));
            if (order != 0) return order;
        }
        return 0;
    }

    /// <summary>PEP 440 "Local version identifiers": none comes before any, the shorter list before the longer.</summary>
    private static int CompareLocals(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (!left.IsEmpty && !right.IsEmpty)
        {
            var order = CompareLocalSegments(TakeSegment(ref left), TakeSegment(ref right));
            if (order != 0) return order;
        }
        return left.Length - right.Length;
    }

    /// <summary>Unlike in SemVer numbers come after words.</summary>
    private static int CompareLocalSegments(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        (DigitRun.IsNumber(left), DigitRun.IsNumber(right)) switch
        {
            (true, true) => DigitRun.Compare(left, right),
            (true, false) => 1,
            (false, true) => -1,
            (false, false) => left.CompareTo(right, StringComparison.OrdinalIgnoreCase),
        };

    private static ReadOnlySpan<char> TakeSegment(scoped ref ReadOnlySpan<char> rest)
    {
        var separator = rest.IndexOfAny('.', '-', '_');
        var segment = separator < 0 ? rest : rest[..separator];
        rest = separator < 0 ? [] : rest[(separator + 1)..];
        return segment;
    }
}
