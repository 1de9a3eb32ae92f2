using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Rules.Ignoring;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Judges one Dockerfile: all rules, and what comments and a Hadolint configuration say about them.</summary>
internal static class DockerfileChecker
{
    /// <summary>
    /// All findings, ordered as every report orders them. What is ignored stays in the list, as <see cref="FindingState.Waived"/> and with
    /// the place that says so.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="context">What is known besides it, and whether comments may switch off rules.</param>
    /// <param name="config">The <c>.hadolint.yaml</c> that applies; null without one.</param>
    public static ImmutableArray<Finding> Check(Dockerfile file, DockerfileContext context, HadolintConfig? config)
    {
        if (config is not null) context = config.ApplyTo(context);
        var ignored = new IgnoredPlaces(file, IgnoreCommentReader.Read(file).Where(comment => comment.Objection(context) is null));
        var found = DockerfileRules.Check(file, context);
        var findings = ImmutableArray.CreateBuilder<Finding>(found.Count);
        foreach (var finding in found) findings.Add(Judge(finding, ignored, config));
        findings.Sort();
        return findings.MoveToImmutable();
    }

    private static Finding Judge(Finding finding, IgnoredPlaces ignored, HadolintConfig? config)
    {
        if (config?.SeverityOf(finding.Rule) is { } severity) finding = finding with { Severity = severity };
        return (ignored.SuppressionOf(finding) ?? config?.SuppressionOf(finding.Rule)) is { } suppression
            ? finding with { State = FindingState.Waived, Suppression = suppression }
            : finding;
    }
}
