using PipelineGuard.Findings;

namespace PipelineGuard.Policy;

public sealed class ExitCodesTests
{
    [Theory]
    [InlineData(Verdict.Pass, null, 0)]
    [InlineData(Verdict.Warn, null, 0)]
    [InlineData(Verdict.Warn, 0, 0)]
    [InlineData(Verdict.Warn, 5, 5)]
    [InlineData(Verdict.Warn, 125, 125)]
    [InlineData(Verdict.Pass, 5, 0)]
    [InlineData(Verdict.Block, 5, 1)]
    [InlineData(Verdict.Incomplete, 5, 3)]
    public void A_verdict_has_its_code(Verdict verdict, int? warnCode, int expected) => Assert.Equal(expected, ExitCodes.For(verdict, warnCode));

    [Theory]
    [InlineData(-1), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(126), InlineData(256)]
    public void A_code_for_warn_that_means_something_else_is_refused_whatever_the_verdict(int warnCode)
    {
        var exception = Assert.Throws<GuardException>(() => ExitCodes.For(Verdict.Pass, warnCode));

        Assert.Equal((Problems.BadUsage, 2), (exception.Problem, ExitCodes.For(exception)));
        Assert.False(ExitCodes.MayMeanWarn(warnCode));
    }

    [Fact]
    public void A_run_that_ended_early_has_the_code_of_its_problem()
    {
        Assert.Equal(ExitCodes.Usage, ExitCodes.For(new GuardException(Problems.BadPolicy, "p.yml", "wrong.")));
        Assert.Equal(ExitCodes.Failure, ExitCodes.For(new GuardException(Problems.TargetNotFound, "a.tar", "gone.")));
        Assert.Equal(ExitCodes.Incomplete, ExitCodes.For(new GuardException(Problems.BadStore, "debian", "cut short.")));
    }

    [Fact]
    public void No_two_outcomes_share_a_code()
    {
        int[] codes = [ExitCodes.Pass, ExitCodes.Block, ExitCodes.Usage, ExitCodes.Incomplete, ExitCodes.Failure, ExitCodes.For(Verdict.Warn, 5)];

        Assert.Equal(codes.Length, codes.Distinct().Count());
    }
}
