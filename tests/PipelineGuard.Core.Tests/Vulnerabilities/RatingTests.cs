using PipelineGuard.Advisories;

namespace PipelineGuard.Vulnerabilities;

public sealed class RatingTests
{
    private const string V4 = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N";
    private const string V31 = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
    private const string V31Low = "CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N";
    private const string V30 = "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H";
    private const string V2 = "AV:N/AC:L/Au:N/C:P/I:P/A:P";

    [Theory]
    [InlineData("Critical CVSS:4.0", V4, V31Low, "LOW")]
    [InlineData("Critical CVSS:3.1", V30, V31, "LOW")]
    [InlineData("Critical CVSS:3.1", V31Low, V31)]
    [InlineData("High CVSS:3.0", V30, V2, "LOW")]
    [InlineData("Low source", V2, "LOW")]
    [InlineData("High CVSS:2.0", V2)]
    [InlineData("High source", "not yet assigned", "moderate", "Important")]
    [InlineData("Medium unrated", "not yet assigned")]
    [InlineData("Medium unrated")]
    [InlineData("High source", "CVSS:3.1/AV:N/broken", "HIGH")]
    public void Prefers_the_newest_cvss_then_words(string expected, params string[] ratings)
    {
        Assert.Equal(expected, Choose(Fold(new("CVE-1") { Ratings = [.. ratings] })));
    }

    [Theory]
    [InlineData("Info source", V31, "unimportant")]
    [InlineData("Low source", V31, "low**")]
    [InlineData("Critical CVSS:3.1", V31, "not yet assigned")]
    public void A_distributions_own_word_comes_first(string expected, params string[] ratings)
    {
        var match = new RecordMatch(new("DEBIAN-CVE-1") { Ratings = [ratings[0]] }, [new() { Ratings = [ratings[1]] }]);
        Assert.Equal(expected, Choose(Assert.Single(AliasFolding.Fold([match])), isDistribution: true));
    }

    [Fact]
    public void Takes_the_vector_another_source_has_for_the_same_cve_and_says_so()
    {
        var match = Fold(new("DEBIAN-CVE-1"));
        Assert.Equal("High CVSS:3.0 of GHSA-9", Choose(match, context: new() { Ratings = { ["CVE-1"] = new(V30, "GHSA-9") } }));
    }

    [Fact]
    public void The_rating_of_an_erratum_about_several_is_asked_last()
    {
        var erratum = new Advisory("ALSA-1") { Related = ["CVE-1", "CVE-2"], Ratings = ["Critical"] };
        var match = AliasFolding.Fold([new(erratum, [])])[0];

        Assert.Equal("Critical source", Choose(match, isDistribution: true));
        Assert.Equal("High CVSS:3.0 of GHSA-9", Choose(match, isDistribution: true, new() { Ratings = { ["CVE-1"] = new(V30, "GHSA-9") } }));
    }

    [Fact]
    public void Gives_vector_and_score()
    {
        var rating = Rating.Choose(Fold(new("CVE-1") { Ratings = [V31] }), isDistribution: false, new MadeAdvisories());
        Assert.Equal((V31, 9.8), (rating.Vector, rating.Score));
    }

    private static FoldedMatch Fold(Advisory advisory) => Assert.Single(AliasFolding.Fold([new(advisory, [])]));

    private static string Choose(FoldedMatch match, bool isDistribution = false, MadeAdvisories? context = null)
    {
        var rating = Rating.Choose(match, isDistribution, context ?? new());
        return $"{rating.Severity} {rating.Source}";
    }
}
