using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Rules.Ignoring;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Judges one Dockerfile: all rules, and what comments and a Hadolint configuration say about them.</summary>
internal static class DockerfileChecker
{
    private static readonly string Unknown = Embedding.Unknown.ToString();

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
        foreach (var finding in found) findings.Add(Judge(file.Source.Embedding is { } embedding ? Embedded(finding, embedding) : finding, ignored, config));
        findings.Sort();
        return findings.MoveToImmutable();
    }

    // What only the other file knows is not quoted as if it stood there, and never written back.
    private static Finding Embedded(Finding finding, Embedding embedding) => finding with
    {
        Message = finding.Message.Replace(Unknown, "${…}", StringComparison.Ordinal),
        Fix = finding.Fix is not { } fix ? null : fix with
        {
            Description = fix.Description.Replace(Unknown, "${…}", StringComparison.Ordinal),
            Edits = embedding.Indent is null || fix.Edits.Any(edit => edit.Text.Contains(Embedding.Unknown, StringComparison.Ordinal)) ? [] : fix.Edits,
        },
    };

    private static Finding Judge(Finding finding, IgnoredPlaces ignored, HadolintConfig? config)
    {
        if (config?.SeverityOf(finding.Rule) is { } severity) finding = finding with { Severity = severity };
        return (ignored.SuppressionOf(finding) ?? config?.SuppressionOf(finding.Rule)) is { } suppression
            ? finding with { State = FindingState.Waived, Suppression = suppression }
            : finding;
    }
}
