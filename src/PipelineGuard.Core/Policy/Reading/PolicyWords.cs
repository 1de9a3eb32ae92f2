using PipelineGuard.Dockerfiles;
using PipelineGuard.Findings;
using PipelineGuard.Malware.Integrity;

namespace PipelineGuard.Policy.Reading;

/// <summary>The words a policy uses for our values, in the order that messages list them.</summary>
internal static class PolicyWords
{
    /// <summary>Severities.</summary>
    public static OrderedDictionary<string, Severity> Severities { get; } =
        Words(("critical", Severity.Critical), ("high", Severity.High), ("medium", Severity.Medium), ("low", Severity.Low), ("info", Severity.Info));

    /// <summary>The lowest severity that counts: <c>any</c> is the friendlier word for the lowest of all.</summary>
    public static OrderedDictionary<string, Severity> Bars { get; } = Words([.. Severities.Select(pair => (pair.Key, pair.Value)), ("any", Severity.Info)]);

    /// <summary>What an override may say; null is off.</summary>
    public static OrderedDictionary<string, Severity?> Overrides { get; } =
        Words<Severity?>([.. Severities.Select(pair => (pair.Key, (Severity?)pair.Value)), ("off", null)]);

    /// <summary>States of a fix.</summary>
    public static OrderedDictionary<string, FixState> FixStates { get; } =
        Words(("fixed", FixState.Fixed), ("not-fixed", FixState.NotFixed), ("wont-fix", FixState.WontFix), ("unknown", FixState.Unknown));

    /// <summary>Whose word about a severity is meant.</summary>
    public static OrderedDictionary<string, SeveritySource> SeveritySources { get; } = Words(
        ("distribution", SeveritySource.Distribution), ("ghsa", SeveritySource.Ghsa), ("nvd", SeveritySource.Nvd),
        ("database", SeveritySource.Database), ("cvss-v4", SeveritySource.CvssV4), ("cvss-v3", SeveritySource.CvssV3), ("cvss-v2", SeveritySource.CvssV2));

    /// <summary>Sorts of target.</summary>
    public static OrderedDictionary<string, TargetKind> Targets { get; } = Words(("image", TargetKind.Image), ("dockerfile", TargetKind.Dockerfile));

    /// <summary>Who made a layer.</summary>
    public static OrderedDictionary<string, LayerOrigin> Origins { get; } = Words(("base", LayerOrigin.Base), ("app", LayerOrigin.App));

    /// <summary>What an incomplete scan means.</summary>
    public static OrderedDictionary<string, IncompleteAction> Incomplete { get; } = Words(("fail", IncompleteAction.Fail), ("warn", IncompleteAction.Warn));

    /// <summary>What comments that switch rules off may do.</summary>
    public static OrderedDictionary<string, IgnoreComments> IgnoreComments { get; } =
        Words(("allow", Dockerfiles.IgnoreComments.Allow), ("with-reason", Dockerfiles.IgnoreComments.WithReason), ("forbid", Dockerfiles.IgnoreComments.Forbid));

    /// <summary>What a Hadolint configuration may do; true is to ask for more only.</summary>
    public static OrderedDictionary<string, bool> HadolintConfigs { get; } = Words(("allow", false), ("tighten-only", true));

    /// <summary>Which files of packages are compared with their records.</summary>
    public static OrderedDictionary<string, IntegrityMode> Integrity { get; } =
        Words(("off", IntegrityMode.Off), ("changed", IntegrityMode.Changed), ("full", IntegrityMode.Full));

    /// <summary>Ecosystems; they stand for themselves.</summary>
    public static OrderedDictionary<string, string> Ecosystems { get; } = Words([.. Policy.Ecosystems.Known.Select(name => (name, name))]);

    /// <summary>Why a vulnerability does not matter; they stand for themselves.</summary>
    public static OrderedDictionary<string, string> Justifications { get; } = Words([.. VexJustifications.All.Select(word => (word, word))]);

    /// <summary>Standards; they stand for themselves.</summary>
    public static OrderedDictionary<string, string> Standards { get; } = Words([.. ComplianceStandards.Known.Select(name => (name, name))]);

    private static OrderedDictionary<string, T> Words<T>(params (string Word, T Value)[] words) =>
        new(words.Select(pair => KeyValuePair.Create(pair.Word, pair.Value)), StringComparer.Ordinal);
}
