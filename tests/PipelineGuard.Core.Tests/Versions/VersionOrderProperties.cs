using CsCheck;

namespace PipelineGuard.Versions;

public sealed class VersionOrderProperties
{
    public static TheoryData<string> Schemes => [.. VersionSchemes.All.Select(scheme => scheme.Name)];

    [Theory, MemberData(nameof(Schemes))]
    public void Is_antisymmetric(string scheme)
    {
        var versions = VersionSchemes.For(scheme);
        var texts = VersionTexts.Around(scheme);

        Gen.Select(texts, texts).Sample((a, b) => Math.Sign(versions.Compare(a, b)) == -Math.Sign(versions.Compare(b, a)), iter: 5_000);
    }

    [Theory, MemberData(nameof(Schemes))]
    public void Is_transitive(string scheme)
    {
        var versions = VersionSchemes.For(scheme);
        var texts = VersionTexts.Around(scheme);

        Gen.Select(texts, texts, texts).Sample(
            (a, b, c) =>
            {
                string[] sorted = [a, b, c];
                Array.Sort(sorted, versions.Compare);
                return versions.Compare(sorted[0], sorted[1]) <= 0
                    && versions.Compare(sorted[1], sorted[2]) <= 0
                    && versions.Compare(sorted[0], sorted[2]) <= 0;
            },
            iter: 5_000);
    }

    [Theory, MemberData(nameof(Schemes))]
    public void Equal_versions_compare_alike_with_every_other(string scheme)
    {
        var versions = VersionSchemes.For(scheme);
        var equals = VersionTable.Read(scheme).Where(row => row.Sign == 0).ToArray();

        Gen.Select(Gen.OneOfConst(equals), VersionTexts.Around(scheme)).Sample(
            (row, other) => Math.Sign(versions.Compare(row.Left, other)) == Math.Sign(versions.Compare(row.Right, other)),
            iter: 5_000);
    }

    [Theory, MemberData(nameof(Schemes))]
    public void Is_equal_to_itself(string scheme) =>
        VersionTexts.Any.Sample(text => VersionSchemes.For(scheme).Compare(text, new string(text)) == 0, iter: 5_000);

    // Debian's order and SemVer's give texts their place that are no valid versions, so there the two may well be equal.
    [Theory, InlineData("alpine"), InlineData("composer"), InlineData("conda"), InlineData("nuget"), InlineData("pep440")]
    public void Never_calls_a_valid_and_an_invalid_version_equal(string scheme)
    {
        var versions = VersionSchemes.For(scheme);
        var texts = VersionTexts.Around(scheme);

        Gen.Select(texts, texts).Sample((a, b) => versions.IsValid(a) == versions.IsValid(b) || versions.Compare(a, b) != 0, iter: 5_000);
    }

    [Theory, MemberData(nameof(Schemes))]
    public void Compares_very_long_texts(string scheme)
    {
        var versions = VersionSchemes.For(scheme);
        string[] pieces = ["1", "0", "1.", "1-", "a", "a.", "~", "+", "-1", "_rc", "_p1", ".0"];

        foreach (var piece in pieces)
        {
            var text = "1" + string.Concat(Enumerable.Repeat(piece, 100_000));
            Assert.Equal(0, versions.Compare(text, new string(text)));
            Assert.Equal(Math.Sign(versions.Compare(text, text + "2")), -Math.Sign(versions.Compare(text + "2", text)));
        }
    }
}
