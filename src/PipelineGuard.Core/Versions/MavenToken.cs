namespace PipelineGuard.Versions;

/// <summary>One token of a Maven version: a number, or a word with its place among the words that Maven knows.</summary>
/// <param name="Rank">
/// The place among tokens: words that Maven knows to come before a release, the release itself (the end of a version), words behind
/// it, then numbers behind a hyphen, then numbers behind a dot.
/// </param>
/// <param name="Start">Where its text starts in the version.</param>
/// <param name="Length">The length of its text.</param>
/// <param name="IsHyphenated">True behind a hyphen, an underscore or a change between letters and digits; numbers behind dots come later.</param>
internal readonly record struct MavenToken(int Rank, int Start, int Length, bool IsHyphenated)
{
    /// <summary>The place of the end of a version, and of <c>ga</c>, <c>final</c> and <c>release</c>.</summary>
    public const int ReleaseRank = 5;

    private const int ServicePackRank = 6;
    private const int WordRank = 7;
    private const int HyphenNumberRank = 8;
    private const int DotNumberRank = 9;

    /// <summary>True for a number.</summary>
    public bool IsNumber => Rank >= HyphenNumberRank;

    /// <summary>True for a word without a place of its own, which is ordered by its letters.</summary>
    public bool IsOtherWord => Rank == WordRank;

    /// <summary>Makes a number.</summary>
    public static MavenToken Number(int start, int length, bool isHyphenated) => new(isHyphenated ? HyphenNumberRank : DotNumberRank, start, length, isHyphenated);

    /// <summary>Makes a word; <c>a</c>, <c>b</c> and <c>m</c> are only short for something in front of a digit.</summary>
    public static MavenToken Word(ReadOnlySpan<char> lowerCase, int start, bool beforeDigit) => new(RankOf(lowerCase, beforeDigit), start, lowerCase.Length, IsHyphenated: true);

    private static int RankOf(ReadOnlySpan<char> word, bool beforeDigit) => word switch
    {
        "alpha" => 0,
        "a" when beforeDigit => 0,
        "beta" => 1,
        "b" when beforeDigit => 1,
        "milestone" => 2,
        "m" when beforeDigit => 2,
        "rc" or "cr" => 3,
        "snapshot" => 4,
        "" or "ga" or "final" or "release" => ReleaseRank,
        "sp" => ServicePackRank,
        _ => WordRank,
    };
}
