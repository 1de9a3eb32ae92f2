using PipelineGuard.Advisories;
using PipelineGuard.Findings;

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
        var rating = Rating.Choose(Fold(new("CVE-1") { Ratings = [V31] }), isDistribution: false, new MadeAdvisories(), []);
        Assert.Equal((V31, 9.8), (rating.Chosen?.Vector, rating.Chosen?.Score));
    }

    [Theory]
    [InlineData("Medium source")]
    [InlineData("Medium source", SeveritySource.Distribution)]
    [InlineData("Critical CVSS:3.1", SeveritySource.Nvd)]
    [InlineData("High CVSS:3.0 of GHSA-9", SeveritySource.Ghsa, SeveritySource.Nvd)]
    [InlineData("Critical CVSS:4.0 of GO-1", SeveritySource.Database)]
    [InlineData("Critical CVSS:4.0 of GO-1", SeveritySource.CvssV4)]
    [InlineData("Critical CVSS:3.1", SeveritySource.CvssV3)]
    [InlineData("High CVSS:2.0 of CVE-1", SeveritySource.CvssV2, SeveritySource.Ghsa)]
    public void A_policy_chooses_whose_word_counts(string expected, params SeveritySource[] order)
    {
        var (match, context) = RatedByAll();
        var rating = Rating.Choose(match, isDistribution: true, context, [.. order]);

        Assert.Equal(expected, $"{rating.Severity} {rating.Source}");
        Assert.Equal(rating.Severity, rating.Chosen?.Severity);
        Assert.Equal(
            ["Distribution Medium moderate UBUNTU-CVE-1", $"Nvd Critical {V31} UBUNTU-CVE-1", $"Database Critical {V4} GO-1", $"Ghsa High {V30} GHSA-9", $"Nvd High {V2} CVE-1"],
            rating.All.Select(other => $"{other.Source} {other.Severity} {other.Vector ?? other.Word} {other.Advisory}"));
    }

    [Fact]
    public void What_no_chosen_source_rates_is_rated_by_the_built_in_order()
    {
        var rating = Rating.Choose(Fold(new("CVE-1") { Ratings = [V31] }), isDistribution: false, new MadeAdvisories(), [SeveritySource.Ghsa, SeveritySource.CvssV4]);
        Assert.Equal((Severity.Critical, "CVSS:3.1"), (rating.Severity, rating.Source));
    }

    [Fact]
    public void A_malicious_package_is_critical_whoever_is_asked()
    {
        var rating = Rating.Choose(Fold(new("MAL-2026-1") { Ratings = [V31Low] }), isDistribution: false, new MadeAdvisories(), [SeveritySource.CvssV3]);
        Assert.Equal((Severity.Critical, null), (rating.Severity, rating.Chosen));
    }

    private static (FoldedMatch Match, MadeAdvisories Context) RatedByAll()
    {
        var match = new RecordMatch(new("UBUNTU-CVE-1") { Ratings = [V31, "moderate"] }, []);
        return (Assert.Single(AliasFolding.Fold([match])), new() { AllRatings = { ["CVE-1"] = [new(V30, "GHSA-9"), new(V2, "CVE-1"), new(V4, "GO-1")] } });
    }

    private static FoldedMatch Fold(Advisory advisory) => Assert.Single(AliasFolding.Fold([new(advisory, [])]));

    private static string Choose(FoldedMatch match, bool isDistribution = false, MadeAdvisories? context = null)
    {
        var rating = Rating.Choose(match, isDistribution, context ?? new(), []);
        return $"{rating.Severity} {rating.Source}";
    }
}
