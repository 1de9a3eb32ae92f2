namespace PipelineGuard.Versions;

/// <summary>
/// The order of dpkg: deb-version(7), Debian Policy 5.6.12. Every text has its place in it, as dpkg's algorithm asks nothing of the characters.
/// </summary>
internal sealed class DebianVersions : IVersionScheme
{
    public string Name => "debian";

    public bool IsValid(string version) => DebianVersion.Split(version).IsValid;

    public int Compare(string left, string right)
    {
        var l = DebianVersion.Split(left);
        var r = DebianVersion.Split(right);

        var order = DigitRun.Compare(l.Epoch, r.Epoch);
        if (order == 0) order = CompareParts(l.Upstream, r.Upstream);
        return order != 0 ? order : CompareParts(l.Revision, r.Revision);
    }

    /// <summary>Texts and numbers in turn, each pair of texts by weight, each pair of numbers by value.</summary>
    private static int CompareParts(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (!left.IsEmpty || !right.IsEmpty)
        {
            while (StartsWithText(left) || StartsWithText(right))
            {
                // Equal weights below mean equal characters: the end and a digit weigh 0, and no character of a text does.
                var byWeight = Weight(left) - Weight(right);
                if (byWeight != 0) return byWeight;
                left = left[1..];
                right = right[1..];
            }

            var byValue = DigitRun.Compare(DigitRun.Take(ref left), DigitRun.Take(ref right));
            if (byValue != 0) return byValue;
        }
        return 0;
    }

    private static bool StartsWithText(ReadOnlySpan<char> part) => !part.IsEmpty && !char.IsAsciiDigit(part[0]);

    /// <summary>A tilde comes before the end, the end before letters, letters before everything else.</summary>
    private static int Weight(ReadOnlySpan<char> part) => part switch
    {
        ['~', ..] => -1,
        [] or [>= '0' and <= '9', ..] => 0,
        [var c, ..] when char.IsAsciiLetter(c) => c,
        [var c, ..] => c + 0x100,
    };
}
