using PipelineGuard.Findings;
using PipelineGuard.Reporting;

namespace PipelineGuard.Compliance;

public sealed class ControlJudgeTests
{
    private static readonly Finding Open = TestReport.FloatingBase with { Rule = new("A"), Target = "t" };
    private static readonly Finding Waived = Open with { State = FindingState.Waived, Suppression = new("p.yml(1,1)", "known", null) };

    private static readonly Control Plain = new("1", "A") { Checks = [new("A") { Rules = ["A"] }] };

    [Theory]
    [InlineData(ExaminationState.Looked, ControlStatus.Pass)]
    [InlineData(ExaminationState.NothingThere, ControlStatus.NotApplicable)]
    [InlineData(ExaminationState.Unknown, ControlStatus.NotAnswered)]
    [InlineData(ExaminationState.SwitchedOff, ControlStatus.NotAnswered)]
    [InlineData(ExaminationState.CouldNotLook, ControlStatus.NotAnswered)]
    public void Silence_is_worth_what_was_looked_at(ExaminationState state, ControlStatus expected) => Assert.Equal(expected, Judge(Plain, [], ("A", state)));

    [Theory]
    [InlineData(ExaminationState.Looked)]
    [InlineData(ExaminationState.Unknown)]
    [InlineData(ExaminationState.CouldNotLook)]
    public void What_was_found_fails_however_much_was_not_looked_at(ExaminationState state) => Assert.Equal(ControlStatus.Fail, Judge(Plain, [Open, Waived], ("A", state)));

    [Theory]
    [InlineData(ExaminationState.Looked, ControlStatus.Waived)]
    [InlineData(ExaminationState.SwitchedOff, ControlStatus.Waived)]
    [InlineData(ExaminationState.CouldNotLook, ControlStatus.NotAnswered)]
    public void What_was_accepted_is_no_pass(ExaminationState state, ControlStatus expected) => Assert.Equal(expected, Judge(Plain, [Waived], ("A", state)));

    [Fact]
    public void What_a_person_has_to_look_at_stays_when_the_checks_found_nothing()
    {
        var control = Plain with { Manual = "Look." };

        Assert.Equal(ControlStatus.Manual, Judge(control, [], ("A", ExaminationState.Looked)));
        Assert.Equal(ControlStatus.Manual, Judge(control, [], ("A", ExaminationState.NothingThere)));
        Assert.Equal(ControlStatus.Manual, Judge(control, [], ("A", ExaminationState.Unknown)));
        Assert.Equal(ControlStatus.NotAnswered, Judge(control, [], ("A", ExaminationState.CouldNotLook)));
        Assert.Equal(ControlStatus.Fail, Judge(control, [Open], ("A", ExaminationState.Looked)));
    }

    [Fact]
    public void A_person_helps_out_where_a_check_was_not_told_enough_but_not_where_it_could_not_read()
    {
        var control = Plain with { ManualIfUnknown = "Look." };

        Assert.Equal(ControlStatus.Manual, Judge(control, [], ("A", ExaminationState.Unknown)));
        Assert.Equal(ControlStatus.Pass, Judge(control, [], ("A", ExaminationState.Looked)));
        Assert.Equal(ControlStatus.NotAnswered, Judge(control, [], ("A", ExaminationState.CouldNotLook)));
    }

    [Theory]
    [InlineData(ExaminationState.Looked, ExaminationState.CouldNotLook, ControlStatus.NotAnswered)]
    [InlineData(ExaminationState.Looked, ExaminationState.SwitchedOff, ControlStatus.NotAnswered)]
    [InlineData(ExaminationState.Looked, ExaminationState.NothingThere, ControlStatus.Pass)]
    [InlineData(ExaminationState.Looked, ExaminationState.Unknown, ControlStatus.NotAnswered)]
    [InlineData(ExaminationState.NothingThere, ExaminationState.NothingThere, ControlStatus.NotApplicable)]
    public void One_check_of_several_that_could_not_look_is_enough(ExaminationState a, ExaminationState b, ControlStatus expected)
    {
        var control = Plain with { Checks = [new("A") { Rules = ["A"] }, new("B") { Rules = ["B"] }] };

        Assert.Equal(expected, Judge(control, [], ("A", a), ("B", b)));
        Assert.Equal(expected, Judge(control, [], ("A", b), ("B", a)));
    }

    [Fact]
    public void The_worst_target_speaks_for_the_control()
    {
        var good = new TargetEvidence("good", [], _ => Examination.Looked("x"), default);
        var bad = new TargetEvidence("t", [Open], _ => Examination.Looked("x"), default);
        var elsewhere = new TargetEvidence("Dockerfile", [], _ => Examination.NothingThere("x"), default);

        var control = ControlJudge.Judge(Template(Plain), [elsewhere, good, bad]).Controls[0];

        Assert.Equal(ControlStatus.Fail, control.Status);
        Assert.Equal([ControlStatus.NotApplicable, ControlStatus.Pass, ControlStatus.Fail], control.Targets.Select(target => target.Status));
    }

    [Fact]
    public void Only_findings_that_mention_the_words_count()
    {
        var control = Plain with { Checks = [new("A (debian)") { Rules = ["A"], Mentions = "DEBIAN:latest" }] };

        Assert.Equal(ControlStatus.Fail, Judge(control, [Open], ("A", ExaminationState.Looked)));
        Assert.Equal(ControlStatus.Pass, Judge(control, [Open with { Message = "Something else." }], ("A", ExaminationState.Looked)));
    }

    [Theory]
    [InlineData(Severity.High, false, ControlStatus.Fail)]
    [InlineData(Severity.Critical, true, ControlStatus.Fail)]
    public void Vulnerabilities_count_from_a_severity_on(Severity least, bool fixable, ControlStatus expected)
    {
        var control = Plain with { Checks = [new("v") { Vulnerabilities = least, OnlyFixable = fixable }] };
        var none = TestReport.OpenSsl with { Fix = null, Advisory = TestReport.OpenSsl.Advisory! with { FixState = FixState.NotFixed } };

        Assert.Equal(expected, Judge(control, [TestReport.OpenSsl]));
        Assert.Equal(ControlStatus.Pass, Judge(control, [none with { Severity = Severity.Medium }]));
        Assert.Equal(fixable ? ControlStatus.Pass : ControlStatus.Fail, Judge(control, [none]));
    }

    private static ControlStatus Judge(Control control, Finding[] findings, params (string Rule, ExaminationState State)[] examined)
    {
        var evidence = new TargetEvidence("t", findings, rule => new(examined.First(row => row.Rule == rule).State, "x"), Examination.Looked("packages"));
        return ControlJudge.Judge(Template(control), [evidence]).Controls[0].Status;
    }

    private static ComplianceTemplate Template(Control control) => new("mine", "ours", "Ours 1") { Scope = "Everything.", Controls = [control] };
}
