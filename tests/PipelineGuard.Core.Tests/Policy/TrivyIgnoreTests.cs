using PipelineGuard.Findings;

namespace PipelineGuard.Policy;

public sealed class TrivyIgnoreTests
{
    [Fact]
    public void Reads_ids_and_dates_and_passes_over_comments()
    {
        var waivers = TrivyIgnore.Read("# accepted risk\r\nCVE-2018-14618\r\n\r\n  CVE-2019-14697 exp:2023-01-01\n#CVE-2019-1\nCVE-2019-1543 # no impact\naws-account-id\n", ".trivyignore");

        Assert.Equal(
            [("CVE-2018-14618", null, 2), ("CVE-2019-14697", new DateOnly(2023, 1, 1), 4), ("CVE-2019-1543", null, 6), ("aws-account-id", null, 7)],
            waivers.Select(waiver => (waiver.Id, waiver.Expires, waiver.Source.Line!.Value)));
        Assert.All(waivers, waiver => Assert.Equal("listed in .trivyignore", waiver.Reason));
    }

    [Fact]
    public void Refuses_a_wrong_date()
    {
        var exception = Assert.Throws<GuardException>(() => TrivyIgnore.Read("CVE-1\nCVE-2 exp:soon\nCVE-3 exp:2023-02-30", ".trivyignore"));

        Assert.Equal((Problems.BadPolicy, ".trivyignore(2,1)", "'exp:soon' is no date; write exp:2027-01-31. (and 1 more mistake)"), (exception.Problem, exception.Subject, exception.Detail));
    }

    [Fact]
    public void Its_lines_waive_without_end_and_are_never_called_unused()
    {
        var policy = GuardPolicy.Default with { Waivers = TrivyIgnore.Read("CVE-2026-0001\naws-account-id\nCVE-2026-0002 exp:2026-01-01", ".trivyignore") };

        var judgement = PolicyJudge.Judge([Spec.Finding("vulnerability critical fixed")], [], policy, Spec.Today);

        Assert.Equal(new Suppression(".trivyignore(1)", "listed in .trivyignore", null), Assert.Single(judgement.Findings).Suppression);
        Assert.Equal([Problems.WaiverExpired], judgement.Problems.Select(problem => problem.Info));
        Assert.Equal(Verdict.Pass, judgement.Verdict);
    }
}
