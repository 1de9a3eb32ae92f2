namespace PipelineGuard.Versions;

/// <summary>One of the labels that may follow the release numbers, such as <c>rc1</c>, or the place of a label that is absent.</summary>
/// <param name="rank">Orders labels before their numbers.</param>
/// <param name="number">The digits; none equals zero.</param>
internal readonly ref struct Pep440Label(int rank, ReadOnlySpan<char> number)
{
    /// <summary>An absent label that comes before all present ones.</summary>
    public static Pep440Label Lowest => new(-1, []);

    /// <summary>An absent label that comes after all present ones.</summary>
    public static Pep440Label Highest => new(int.MaxValue, []);

    private readonly int _rank = rank;
    private readonly ReadOnlySpan<char> _number = number;

    /// <summary>True for a label that stands in the version.</summary>
    public bool IsPresent => _rank is >= 0 and < int.MaxValue;

    public static int Compare(Pep440Label left, Pep440Label right) =>
        left._rank != right._rank ? left._rank.CompareTo(right._rank) : DigitRun.Compare(left._number, right._number);
}
