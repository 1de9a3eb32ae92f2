namespace PipelineGuard.Versions;

/// <summary>
/// The order of apk, apk-package(5): <c>1.2.3b_rc1_git2~0a1b-r4</c>. The first difference between two versions decides;
/// what apk cannot read comes before the end, and then by its characters.
/// </summary>
internal sealed class AlpineVersions : IVersionScheme
{
    public string Name => "alpine";

    public bool IsValid(string version)
    {
        var reader = new AlpineVersionReader(version);
        while (reader.Part > AlpineVersionPart.End) reader.MoveNext();
        return reader.Part == AlpineVersionPart.End;
    }

    public int Compare(string left, string right)
    {
        var l = new AlpineVersionReader(left);
        var r = new AlpineVersionReader(right);
        while (l.Part == r.Part && l.Part > AlpineVersionPart.End)
        {
            var order = CompareValues(l, r);
            if (order != 0) return order;
            l.MoveNext();
            r.MoveNext();
        }
        return l.Part == r.Part ? l.Value.SequenceCompareTo(r.Value) : Weight(l) - Weight(r);
    }

    private static int CompareValues(AlpineVersionReader left, AlpineVersionReader right) => left.Part switch
    {
        AlpineVersionPart.Suffix => left.Suffix - right.Suffix,

        // Where a number after a dot starts with zero, both compare as fractions do: 1.010 < 1.02.
        AlpineVersionPart.Number when left.Value is ['0', ..] || right.Value is ['0', ..] => left.Value.SequenceCompareTo(right.Value),

        AlpineVersionPart.Letter or AlpineVersionPart.CommitHash => left.Value.SequenceCompareTo(right.Value),
        _ => DigitRun.Compare(left.Value, right.Value),
    };

    /// <summary>Where one version goes on and the other does not, it is greater, unless it goes on with a pre-release suffix.</summary>
    private static int Weight(AlpineVersionReader version) =>
        version is { Part: AlpineVersionPart.Suffix, IsPreRelease: true } ? -1 : (int)version.Part;
}
