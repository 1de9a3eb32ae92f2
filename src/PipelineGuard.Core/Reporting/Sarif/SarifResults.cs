using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis.Sarif;
using PipelineGuard.Findings;
using Fix = Microsoft.CodeAnalysis.Sarif.Fix;
using Suppression = Microsoft.CodeAnalysis.Sarif.Suppression;

namespace PipelineGuard.Reporting.Sarif;

/// <summary>Turns findings into results.</summary>
internal sealed class SarifResults
{
    private const int PartLength = 300;

    private readonly SarifRules _rules;
    private readonly SarifTaxonomies _taxonomies;
    private readonly SarifLimits _limits;
    private readonly Dictionary<string, string> _logicalNames;
    private readonly BaseBumps _bumps;
    private readonly bool _hasBaseline, _hasWaivers;

    public SarifResults(ScanReport report, SarifRules rules, SarifTaxonomies taxonomies, SarifLimits limits)
    {
        (_rules, _taxonomies, _limits) = (rules, taxonomies, limits);
        _logicalNames = report.Targets.DistinctBy(target => target.Name).ToDictionary(target => target.Name, target => target.LogicalName, StringComparer.Ordinal);
        _bumps = new(report);
        _hasBaseline = report.Baseline is not null || report.Findings.Any(finding => finding.State == FindingState.Unchanged);
        _hasWaivers = report.Findings.Any(finding => finding.State == FindingState.Waived);
    }

    public Result Of(Finding finding)
    {
        var image = _logicalNames.GetValueOrDefault(finding.Target, "image");
        var (id, index) = _rules.Of(finding);
        var result = new Result
        {
            RuleId = id,
            RuleIndex = index,
            Level = SarifSeverity.Of(finding.Severity).Level,
            Message = new Message { Text = Message(finding, image) },
            Locations = [SarifLocations.Of(finding, image)],
            RelatedLocations = SarifLocations.Related(finding, image),
            // The only fingerprint that GitHub reads; for a path inside an image it cannot make its own.
            PartialFingerprints = new Dictionary<string, string> { ["primaryLocationLineHash"] = $"{finding.Fingerprint}:1" },
            Fixes = Fixes(finding),
            Taxa = _taxonomies.TaxaOf(finding),
        };
        // SARIF 2.1.0 §3.27.23 and §3.27.24: either all results of a run say something about suppression or baseline, or none does.
        if (_hasWaivers) result.Suppressions = Suppressions(finding);
        if (_hasBaseline) result.BaselineState = finding.State == FindingState.New ? BaselineState.New : BaselineState.Unchanged;
        SetProperties(result, finding);
        return result;
    }

    // From an alert alone people cannot tell which image is meant, so the message names it.
    private string Message(Finding finding, string image)
    {
        var what = SarifText.Plain(Phrases.Sentence(finding.Message), _limits.Description - 2 * PartLength);
        var fix = finding.Fix is { } known ? " " + SarifText.Plain(Phrases.Sentence(known.Description), PartLength) : "";
        var where = finding.Layer is { } layer ? $" Found in '{image}', {LayerText.Of(layer)}" : $" Found in '{image}'";
        return what + fix + Phrases.Sentence(SarifText.Plain(where, PartLength - 1));
    }

    // What the base image brings goes with another base image.
    private IList<Fix>? Fixes(Finding finding)
    {
        if (_bumps.Removes(finding) is { Candidate.Edit: { } edit } bump) return [Fix(BaseAdviceText.Action(bump.Advice, bump.Candidate), bump.Candidate.DigestEdit is { } digest ? [edit, digest] : [edit])];
        return finding.Fix is { Edits.IsEmpty: false } fix ? [Fix(fix.Description, fix.Edits)] : null;
    }

    private static Fix Fix(string description, ImmutableArray<TextEdit> edits)
    {
        var changes = edits.GroupBy(edit => edit.Path, StringComparer.Ordinal).Select(file => new ArtifactChange
        {
            ArtifactLocation = SarifLocations.Source(file.Key),
            Replacements = [.. file.Select(Replacement)],
        });
        return new Fix { Description = new Message { Text = $"Fix: {SarifText.Plain(Phrases.Sentence(description), PartLength)}" }, ArtifactChanges = [.. changes] };
    }

    private static Replacement Replacement(TextEdit edit) => new()
    {
        DeletedRegion = new Region { StartLine = edit.Line, StartColumn = edit.Column, EndLine = edit.EndLine, EndColumn = edit.EndColumn },
        InsertedContent = edit.Text.Length > 0 ? new ArtifactContent { Text = edit.Text } : null,
    };

    private static IList<Suppression> Suppressions(Finding finding)
    {
        if (finding.State != FindingState.Waived) return [];
        var waiver = finding.Suppression;
        // A comment beside the finding, or a decision written down elsewhere.
        bool inSource = finding.Location.Kind == LocationKind.Source && waiver?.Source.StartsWith($"{finding.Location.Path}(", StringComparison.Ordinal) == true;
        return
        [
            new Suppression
            {
                Kind = inSource ? SuppressionKind.InSource : SuppressionKind.External,
                Status = SuppressionStatus.Accepted,
                Justification = waiver is null ? null : SarifText.Plain(FindingText.Waiver(waiver), PartLength),
            },
        ];
    }

    private static void SetProperties(Result result, Finding finding)
    {
        Set("severity", ReportWords.Of(finding.Severity));
        Set("kind", ReportWords.Of(finding.Kind));
        Set("gate", ReportWords.Of(finding.Gate));
        Set("target", finding.Target);
        Set("package", finding.Package?.Name);
        Set("purl", finding.Package?.Purl);
        Set("installedVersion", finding.Package?.Version);
        Set("fixedVersion", finding.Fix?.Version);
        Set("fixState", finding.Advisory is { } advisory ? ReportWords.Of(advisory.FixState) : null);
        Set("vexStatus", finding.Vex is { } vex ? ReportWords.Of(vex.Status) : null);
        Set("vexSource", finding.Vex?.Source);
        Set("foundIn", finding.Package?.FoundIn);
        if (finding.Layer is { } layer) result.SetProperty("layer", layer.Index);
        Set("layerDiffId", finding.Layer?.DiffId);
        Set("layerOrigin", ReportWords.Of(finding.Layer?.Origin));
        Set("attributionMethod", finding.Attribution is { } attribution ? ReportWords.Of(attribution.Method) : null);
        Set("attributionConfidence", finding.Attribution is { } sure ? ReportWords.Of(sure.Confidence) : null);
        Set("attributionVia", finding.Attribution?.Via);
        if (finding.Advisory?.KnownExploited is { } exploited) result.SetProperty("knownExploited", exploited);
        if (finding.Advisory?.Epss is { } epss) result.SetProperty("epss", epss);
        if (finding.Advisory?.EpssPercentile is { } percentile) result.SetProperty("epssPercentile", percentile);
        if (finding.Advisory?.EpssDate is { } scored) result.SetProperty("epssDate", scored.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (finding.Advisory?.ExploitedSince is { } since) result.SetProperty("exploitedSince", since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (finding.Advisory?.ExploitedDue is { } due) result.SetProperty("exploitedDue", due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (finding.Advisory?.UsedByRansomware is { } ransomware) result.SetProperty("usedByRansomware", ransomware);

        void Set(string name, string? text)
        {
            if (text is not null) result.SetProperty(name, SafeText.OneLine(text, PartLength));
        }
    }
}
