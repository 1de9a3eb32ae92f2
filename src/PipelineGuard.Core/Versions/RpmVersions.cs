namespace PipelineGuard.Versions;

/// <summary>
/// The order of rpm (rpm-version(7)): epoch, version, release. Every text has its place in it, as rpm's algorithm asks nothing of the characters.
/// </summary>
internal sealed class RpmVersions : IVersionScheme
{
    public string Name => "rpm";

    public bool IsValid(string version) => RpmVersion.Split(version).IsValid;

    public int Compare(string left, string right)
    {
        var l = RpmVersion.Split(left);
        var r = RpmVersion.Split(right);

        int order = DigitRun.Compare(l.Epoch, r.Epoch);
        if (order == 0) order = CompareParts(l.Version, r.Version);
        if (order == 0) order = l.HasRelease.CompareTo(r.HasRelease);
        return order != 0 ? order : CompareParts(l.Release, r.Release);
    }

    /// <summary>Segments of letters or of digits in turn; what separates them says nothing.</summary>
    private static int CompareParts(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (true)
        {
            left = SkipSeparators(left);
            right = SkipSeparators(right);
            if (CompareSigns(left, right) is { } bySign)
            {
                if (bySign != 0) return bySign;
                left = left[1..];
                right = right[1..];
                continue;
            }
            if (left.IsEmpty || right.IsEmpty) return right.IsEmpty.CompareTo(left.IsEmpty);
            int bySegment = CompareSegments(ref left, ref right);
            if (bySegment != 0) return bySegment;
        }
    }

    private static ReadOnlySpan<char> SkipSeparators(ReadOnlySpan<char> part)
    {
        while (part is [var c, ..] && !char.IsAsciiLetterOrDigit(c) && c is not ('~' or '^')) part = part[1..];
        return part;
    }

    /// <summary>
    /// A tilde comes before everything, also before the end; a caret comes right behind the end. Zero when both start with the same
    /// sign, null when neither starts with one.
    /// </summary>
    private static int? CompareSigns(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var (l, r) = (Sign(left), Sign(right));
        if (l != '~' && r != '~' && l != '^' && r != '^') return null;
        return l == r ? 0 : Rank(left) - Rank(right);
    }

    private static char Sign(ReadOnlySpan<char> part) => part is [var c, ..] ? c : '\0';

    private static int Rank(ReadOnlySpan<char> part) => part switch
    {
        ['~', ..] => 0,
        [] => 1,
        ['^', ..] => 2,
        _ => 3,
    };

    /// <summary>Digits are newer than letters; digits compare as numbers, letters by their codes.</summary>
    private static int CompareSegments(ref ReadOnlySpan<char> left, ref ReadOnlySpan<char> right)
    {
        bool isNumber = char.IsAsciiDigit(left[0]);
        if (isNumber != char.IsAsciiDigit(right[0])) return isNumber ? 1 : -1;
        return isNumber
            ? DigitRun.Compare(DigitRun.Take(ref left), DigitRun.Take(ref right))
            : TakeLetters(ref left).SequenceCompareTo(TakeLetters(ref right));
    }

    private static ReadOnlySpan<char> TakeLetters(ref ReadOnlySpan<char> rest)
    {
        int length = 0;
        while (length < rest.Length && char.IsAsciiLetter(rest[length])) length++;
        var run = rest[..length];
        rest = rest[length..];
        return run;
    }
}
