using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Compliance;

/// <summary>Answers the controls of a template with what a scan looked at and found.</summary>
internal static class ControlJudge
{
    // What a reader must hear of first; what one target lacks does not speak for the others.
    private static readonly ImmutableArray<ControlStatus> WorstFirst =
        [ControlStatus.Fail, ControlStatus.NotAnswered, ControlStatus.Waived, ControlStatus.Manual, ControlStatus.Pass, ControlStatus.NotApplicable];

    private static readonly ImmutableArray<ExaminationState> Decisive =
        [ExaminationState.CouldNotLook, ExaminationState.SwitchedOff, ExaminationState.Looked, ExaminationState.Unknown, ExaminationState.NothingThere];

    private const int ShownReasons = 3;

    /// <summary>Answers every control for every target.</summary>
    public static ComplianceResult Judge(ComplianceTemplate template, IReadOnlyCollection<TargetEvidence> targets) =>
        new(template, [.. template.Controls.Select(control => Judge(control, targets))]);

    private static ControlResult Judge(Control control, IReadOnlyCollection<TargetEvidence> targets)
    {
        if (control.NotApplicable is not null) return new(control, ControlStatus.NotApplicable, []);
        if (control.Checks.IsEmpty) return new(control, ControlStatus.Manual, []);
        ImmutableArray<TargetAnswer> answers = [.. targets.Select(target => Answer(control, target))];
        var worst = WorstFirst.First(status => status == ControlStatus.NotApplicable || answers.Any(answer => answer.Status == status));
        // What a person has to look at does not go away because this scan has nothing to show for it.
        return new(control, worst == ControlStatus.NotApplicable && control.Manual is not null ? ControlStatus.Manual : worst, answers);
    }

    private static TargetAnswer Answer(Control control, TargetEvidence target)
    {
        ImmutableArray<CheckAnswer> checks = [.. control.Checks.Select(check => Answer(check, target))];
        return new(target.Name, StatusOf(control, checks), checks);
    }

    private static ControlStatus StatusOf(Control control, ImmutableArray<CheckAnswer> checks)
    {
        if (checks.Any(check => !check.Open.IsEmpty)) return ControlStatus.Fail;
        if (Has(ExaminationState.CouldNotLook) || Has(ExaminationState.SwitchedOff)) return Accepted(ControlStatus.NotAnswered);
        if (Has(ExaminationState.Unknown)) return control.ManualIfUnknown is null && control.Manual is null ? ControlStatus.NotAnswered : Accepted(ControlStatus.Manual);
        if (!Has(ExaminationState.Looked)) return Accepted(ControlStatus.NotApplicable);
        return Accepted(control.Manual is null ? ControlStatus.Pass : ControlStatus.Manual);

        bool Has(ExaminationState state) => checks.Any(check => check.State == state);

        // Accepted findings are findings; only what nobody could look at may hide more.
        ControlStatus Accepted(ControlStatus otherwise) =>
            otherwise == ControlStatus.NotAnswered && Has(ExaminationState.CouldNotLook) || !checks.Any(check => !check.Waived.IsEmpty) ? otherwise : ControlStatus.Waived;
    }

    private static CheckAnswer Answer(ControlCheck check, TargetEvidence target)
    {
        var examined = check.Vulnerabilities is null ? Together(check, target) : target.Vulnerabilities;
        var found = target.FoundBy(check).ToLookup(finding => finding.State == FindingState.Waived);
        return new(check, examined.State, examined.What) { Open = [.. found[false].Order()], Waived = [.. found[true].Order()] };
    }

    // Of many rules the one that could do the least decides; one that was not told enough, or has nothing to look at, does not matter beside others.
    private static Examination Together(ControlCheck check, TargetEvidence target)
    {
        var byState = check.Rules.Select(target.Examine).ToLookup(examined => examined.State, examined => examined.What);
        foreach (var state in Decisive)
        {
            if (Words(state) is not { Length: > 0 } words) continue;
            return new(state, state == ExaminationState.Looked && Words(ExaminationState.Unknown) is { Length: > 0 } unknown ? $"{words}; {unknown}" : words);
        }
        return Examination.NothingThere("it names no rule");

        string Words(ExaminationState state) => string.Join("; ", byState[state].Distinct(StringComparer.Ordinal).Take(ShownReasons));
    }
}
