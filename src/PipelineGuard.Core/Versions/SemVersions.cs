namespace PipelineGuard.Versions;

/// <summary>
/// Semantic Versioning 2.0.0 with the tolerance of npm's loose mode, see <see cref="SemVersion"/>. Build metadata does not count (item 10).
/// </summary>
internal sealed class SemVersions : IVersionScheme
{
    public string Name => "semver";

    public bool IsValid(string version) => SemVersion.Parse(version).IsValid;

    public int Compare(string left, string right)
    {
        var l = SemVersion.Parse(left);
        var r = SemVersion.Parse(right);
        if (l.Core.IsEmpty || r.Core.IsEmpty) return UnreadableVersions.Compare(left, !l.Core.IsEmpty, right, !r.Core.IsEmpty);

        var order = CompareCores(l.Core, r.Core);
        if (order != 0) return order;
        if (l.IsPreRelease != r.IsPreRelease) return l.IsPreRelease ? -1 : 1;
        return ComparePreReleases(l.PreRelease, r.PreRelease);
    }

    private static int CompareCores(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (!left.IsEmpty || !right.IsEmpty)
        {
            // A part that is missing is an empty run, and so equals zero.
            var order = DigitRun.Compare(TakeIdentifier(ref left), TakeIdentifier(ref right));
            if (order != 0) return order;
        }
        return 0;
    }

    /// <summary>Item 11.4: identifier by identifier, and the shorter list comes first.</summary>
    private static int ComparePreReleases(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (!left.IsEmpty && !right.IsEmpty)
        {
            var order = CompareIdentifiers(TakeIdentifier(ref left), TakeIdentifier(ref right));
            if (order != 0) return order;
        }
        return left.Length - right.Length;
    }

    /// <summary>Numbers come before words, numbers by value, words by their characters.</summary>
    private static int CompareIdentifiers(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        (DigitRun.IsNumber(left), DigitRun.IsNumber(right)) switch
        {
            (true, true) => DigitRun.Compare(left, right),
            (true, false) => -1,
            (false, true) => 1,
            (false, false) => left.SequenceCompareTo(right),
        };

    private static ReadOnlySpan<char> TakeIdentifier(scoped ref ReadOnlySpan<char> rest)
    {
        var dot = rest.IndexOf('.');
        var identifier = dot < 0 ? rest : rest[..dot];
        rest = dot < 0 ? [] : rest[(dot + 1)..];
        return identifier;
    }
}
