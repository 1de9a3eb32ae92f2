using CsCheck;

namespace PipelineGuard.Versions;

/// <summary>Makes texts for property tests: versions, near misses, and noise.</summary>
internal static class VersionTexts
{
    // What versions are made of, with everything that means something to some scheme.
    private static readonly string[] Pieces =
    [
        "0", "1", "2", "9", "10", "00", "01", "18446744073709551616", ".", ".", ".", "-", "-", "+", "~", "^", "_", ":", "!",
        "a", "b", "A", "rc", "alpha", "beta", "pre", "post", "dev", "_rc", "_p", "-r", "git", "dfsg", "deb12u1", "v", "=", " ", "\0", "é", "\ud83d",
    ];

    /// <summary>Pieces of versions in any order; short, so that equal and nearly equal texts are common.</summary>
    public static Gen<string> NearMisses { get; } = Gen.OneOfConst(Pieces).Array[0, 7].Select(string.Concat);

    /// <summary>Versions and near misses, and from time to time arbitrary characters.</summary>
    public static Gen<string> Any { get; } = Gen.Frequency((9, NearMisses), (1, Gen.String));

    /// <summary>Versions that stand in the table of the scheme, some with a piece put in, so that they nearly are versions.</summary>
    public static Gen<string> Around(string scheme)
    {
        var versions = VersionTable.Read(scheme).SelectMany(row => new[] { row.Left, row.Right }).Distinct().ToArray();
        var changed = Gen.Select(Gen.OneOfConst(versions), Gen.OneOfConst(Pieces), Gen.Int[0, 20], (version, piece, at) => version.Insert(at % (version.Length + 1), piece));
        return Gen.OneOf(Gen.OneOfConst(versions), changed, Any);
    }
}
