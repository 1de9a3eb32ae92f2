using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules.Ignoring;

/// <summary>What a <c>.hadolint.yaml</c> says, in terms of our rules (Hadolint's README, "Configure").</summary>
internal sealed record HadolintConfig
{
    /// <summary>The rules that it switches off, by our id, and where it says so.</summary>
    public ImmutableDictionary<string, Suppression> Ignored { get; init; } = ImmutableDictionary<string, Suppression>.Empty;

    /// <summary>Other severities, by our id.</summary>
    public ImmutableDictionary<string, Severity> Severities { get; init; } = ImmutableDictionary<string, Severity>.Empty;

    /// <summary>The registries that images may come from; empty when all may be used.</summary>
    public ImmutableArray<string> TrustedRegistries { get; init; } = [];

    /// <summary>The labels that must be there, and the kind of their value.</summary>
    public ImmutableDictionary<string, string> LabelSchema { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>True when no other labels may be set.</summary>
    public bool StrictLabels { get; init; }

    /// <summary>The file's name for messages.</summary>
    public string File { get; init; } = ".hadolint.yaml";

    /// <summary>The lowest severity that fails the run, and where the file says so; null when it does not, or says <c>none</c>.</summary>
    public (Severity Severity, string Place)? FailureThreshold { get; init; }

    /// <summary>True when the file says that no finding fails the run: <see cref="FailureThreshold"/> does nothing then.</summary>
    public bool NoFail { get; init; }

    /// <summary>True when <c># hadolint ignore</c> in a Dockerfile does nothing.</summary>
    public bool DisablesPragmas { get; init; }

    /// <summary>Adds what rules may know. Registries and labels that the policy names come first.</summary>
    public DockerfileContext ApplyTo(DockerfileContext context) => context with
    {
        TrustedRegistries = context.TrustedRegistries.IsEmpty ? TrustedRegistries : context.TrustedRegistries,
        LabelSchema = context.LabelSchema.IsEmpty ? LabelSchema : context.LabelSchema,
        StrictLabels = context.StrictLabels || StrictLabels,
        DisablesHadolintComments = context.DisablesHadolintComments || DisablesPragmas,
    };

    /// <summary>The same without what makes findings disappear or count for less: what it asks for stays.</summary>
    public HadolintConfig TightenOnly() => this with { Ignored = Ignored.Clear(), Severities = Severities.Clear(), NoFail = false };

    /// <summary>Why the findings of a rule do not count; null when they do.</summary>
    public Suppression? SuppressionOf(RuleId rule) => Ignored.GetValueOrDefault(rule.Value);

    /// <summary>The severity that the file gives to a rule; null when it gives none.</summary>
    public Severity? SeverityOf(RuleId rule) => Severities.TryGetValue(rule.Value, out var severity) ? severity : null;
}
