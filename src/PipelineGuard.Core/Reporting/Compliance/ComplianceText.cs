using System.Collections.Immutable;
using PipelineGuard.Compliance;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting.Compliance;

/// <summary>Controls and their evidence as a person reads them; not yet made safe to show.</summary>
internal static class ComplianceText
{
    /// <summary>What every report about a standard says, so that nobody takes it for more.</summary>
    public const string Caveat = "This tells what one scan looked at and what it found. It is no audit and no certificate: whether somebody complies with a standard is for people to judge.";

    private static readonly ImmutableArray<ControlStatus> Order =
        [ControlStatus.Fail, ControlStatus.NotAnswered, ControlStatus.Waived, ControlStatus.Manual, ControlStatus.Pass, ControlStatus.NotApplicable];

    /// <summary>The word for people.</summary>
    public static string Of(ControlStatus status) => status switch
    {
        ControlStatus.Pass => "pass",
        ControlStatus.Fail => "fail",
        ControlStatus.Waived => "waived",
        ControlStatus.Manual => "manual",
        ControlStatus.NotApplicable => "not applicable",
        ControlStatus.NotAnswered => "not answered",
    };

    /// <summary><c>2 fail, 1 not answered, 3 manual, 6 pass</c>.</summary>
    public static string Counts(ComplianceResult result) =>
        string.Join(", ", Order.Select(status => (Status: status, Count: result.Count(status))).Where(row => row.Count > 0).Select(row => $"{Phrases.Number(row.Count)} {Of(row.Status)}"));

    /// <summary>The numbers of the controls that stand so.</summary>
    public static string Ids(ComplianceResult result, ControlStatus status) =>
        string.Join(", ", result.Controls.Where(control => control.Status == status).Select(control => control.Control.Id));

    /// <summary><c>CIS Docker Benchmark 1.7.0, section 4: container images and build files</c>.</summary>
    public static string Title(ComplianceTemplate template) => $"{template.Standard}: {template.Title}";

    /// <summary>Where the template comes from.</summary>
    public static string Source(ComplianceTemplate template) => template.Source ?? "built in";

    /// <summary><c>looked at 19 lines in 2 files of settings: 1 finding</c>, or why it did not look.</summary>
    public static string Evidence(CheckAnswer answer) => $"{Look(answer)}{Found(answer)}";

    /// <summary>What a person has to look at; null when nothing is left to people.</summary>
    public static string? ForPeople(ControlResult result) => result.Status switch
    {
        ControlStatus.Manual => result.Control.Manual ?? result.Control.ManualIfUnknown,
        ControlStatus.NotApplicable => result.Control.NotApplicable,
        ControlStatus.Pass or ControlStatus.Fail or ControlStatus.Waived or ControlStatus.NotAnswered => result.Control.Manual,
    };

    private static string Look(CheckAnswer answer) => answer.State switch
    {
        ExaminationState.Looked => $"looked at {answer.What}",
        ExaminationState.NothingThere => $"not applicable: {answer.What}",
        ExaminationState.Unknown => $"could not tell: {answer.What}",
        ExaminationState.SwitchedOff => $"switched off: {answer.What}",
        ExaminationState.CouldNotLook => $"could not look: {answer.What}",
    };

    private static string Found(CheckAnswer answer)
    {
        var waived = answer.Waived.IsEmpty ? "" : $"{Phrases.Number(answer.Waived.Length)} waived";
        if (!answer.Open.IsEmpty) return $"; {Phrases.Count(answer.Open.Length, "finding")}{(waived.Length > 0 ? $", {waived}" : "")}";
        if (waived.Length > 0) return $"; no open finding, {waived}";
        return answer.State == ExaminationState.Looked ? "; found nothing" : "";
    }
}
