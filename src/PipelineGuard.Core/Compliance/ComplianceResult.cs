using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Compliance;

/// <summary>How a control stands. None of them says that an organisation complies with anything: that is for people to judge.</summary>
public enum ControlStatus
{
    /// <summary>Everything that the control's checks are about was looked at, and nothing was found.</summary>
    Pass,

    /// <summary>A check found something.</summary>
    Fail,

    /// <summary>What was found is accepted: waived, ignored by a comment, or switched off.</summary>
    Waived,

    /// <summary>A person has to look.</summary>
    Manual,

    /// <summary>The targets have nothing that the control is about.</summary>
    NotApplicable,

    /// <summary>Something could not be looked at, or a check was switched off: nobody can say.</summary>
    NotAnswered,
}

/// <summary>The controls of one template, answered for all targets of a scan.</summary>
/// <param name="Template">The template.</param>
/// <param name="Controls">Its controls with their answers, in its order.</param>
public sealed record ComplianceResult(ComplianceTemplate Template, ImmutableArray<ControlResult> Controls)
{
    /// <summary>How many of its controls stand so.</summary>
    public int Count(ControlStatus status) => Controls.Count(control => control.Status == status);
}

/// <summary>How one control stands.</summary>
/// <param name="Control">The control.</param>
/// <param name="Status">The worst of its targets.</param>
/// <param name="Targets">The answer for each target, in the order of the report; empty when the control has no checks.</param>
public sealed record ControlResult(Control Control, ControlStatus Status, ImmutableArray<TargetAnswer> Targets);

/// <summary>How a control stands on one target, and what says so.</summary>
/// <param name="Target">The target as the user named it.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Checks">What each check had before it and what it found.</param>
public sealed record TargetAnswer(string Target, ControlStatus Status, ImmutableArray<CheckAnswer> Checks);

/// <summary>The evidence of one check on one target.</summary>
/// <param name="Check">The check.</param>
/// <param name="State">Whether it could look.</param>
/// <param name="What">What it looked at and how much of it, or why it did not. May hold hostile text.</param>
public sealed record CheckAnswer(ControlCheck Check, ExaminationState State, string What)
{
    /// <summary>What it found and nobody accepted, in the order of the report.</summary>
    public ImmutableArray<Finding> Open { get; init; } = [];

    /// <summary>What it found and somebody accepted.</summary>
    public ImmutableArray<Finding> Waived { get; init; } = [];
}
