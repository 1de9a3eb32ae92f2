using PipelineGuard.Compliance;
using PipelineGuard.Findings;
using PipelineGuard.Policy;

namespace PipelineGuard.Reporting;

/// <summary>The words that reports use for our enums. They are part of the published report schema, so a word never changes.</summary>
internal static class ReportWords
{
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Warn => "warn",
        Verdict.Incomplete => "incomplete",
        Verdict.Block => "block",
    };

    public static string Of(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.High => "high",
        Severity.Medium => "medium",
        Severity.Low => "low",
        Severity.Info => "info",
    };

    public static string Of(FindingKind kind) => kind switch
    {
        FindingKind.Vulnerability => "vulnerability",
        FindingKind.EndOfLife => "endOfLife",
        FindingKind.Secret => "secret",
        FindingKind.Malware => "malware",
        FindingKind.Dockerfile => "dockerfile",
        FindingKind.Configuration => "configuration",
    };

    public static string Of(FindingState state) => state switch
    {
        FindingState.New => "new",
        FindingState.Unchanged => "unchanged",
        FindingState.Waived => "waived",
    };

    public static string Of(GateAction gate) => gate switch
    {
        GateAction.None => "none",
        GateAction.Warn => "warn",
        GateAction.Block => "block",
    };

    public static string Of(FixState state) => state switch
    {
        FixState.Unknown => "unknown",
        FixState.Fixed => "fixed",
        FixState.NotFixed => "notFixed",
        FixState.WontFix => "wontFix",
    };

    public static string Of(SeveritySource source) => source switch
    {
        SeveritySource.Distribution => "distribution",
        SeveritySource.Ghsa => "ghsa",
        SeveritySource.Nvd => "nvd",
        SeveritySource.Database => "database",
        SeveritySource.CvssV4 => "cvssV4",
        SeveritySource.CvssV3 => "cvssV3",
        SeveritySource.CvssV2 => "cvssV2",
    };

    public static string Of(VexStatus status) => status switch
    {
        VexStatus.NotAffected => "notAffected",
        VexStatus.Fixed => "fixed",
        VexStatus.Affected => "affected",
        VexStatus.UnderInvestigation => "underInvestigation",
    };

    public static string Of(ControlStatus status) => status switch
    {
        ControlStatus.Pass => "pass",
        ControlStatus.Fail => "fail",
        ControlStatus.Waived => "waived",
        ControlStatus.Manual => "manual",
        ControlStatus.NotApplicable => "notApplicable",
        ControlStatus.NotAnswered => "notAnswered",
    };

    public static string Of(ExaminationState state) => state switch
    {
        ExaminationState.Looked => "looked",
        ExaminationState.NothingThere => "nothingThere",
        ExaminationState.Unknown => "unknown",
        ExaminationState.SwitchedOff => "switchedOff",
        ExaminationState.CouldNotLook => "couldNotLook",
    };

    public static string Of(LocationKind kind) => kind switch
    {
        LocationKind.Source => "source",
        LocationKind.ImageFile => "imageFile",
        LocationKind.Image => "image",
    };

    public static string Of(AttributionConfidence confidence) => confidence switch
    {
        AttributionConfidence.High => "high",
        AttributionConfidence.Medium => "medium",
        AttributionConfidence.Low => "low",
    };

    public static string Of(AttributionMethod method) => method switch
    {
        AttributionMethod.None => "none",
        AttributionMethod.Instruction => "instruction",
        AttributionMethod.BaseImage => "baseImage",
        AttributionMethod.CopiedFrom => "copiedFrom",
        AttributionMethod.Squashed => "squashed",
        AttributionMethod.Configuration => "configuration",
        AttributionMethod.Manifest => "manifest",
        AttributionMethod.Transitive => "transitive",
        AttributionMethod.Framework => "framework",
    };

    public static string? Of(LayerOrigin? origin) => origin switch
    {
        LayerOrigin.Base => "base",
        LayerOrigin.App => "app",
        null => null,
    };

    public static string Of(ProblemEffect effect) => effect switch
    {
        ProblemEffect.Note => "note",
        ProblemEffect.Incomplete => "incomplete",
        ProblemEffect.Usage => "usage",
        ProblemEffect.Failure => "failure",
    };
}
