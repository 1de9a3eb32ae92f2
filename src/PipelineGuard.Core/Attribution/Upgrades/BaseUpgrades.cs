using System.Collections.Immutable;
using PipelineGuard.Attribution.Layers;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Attribution.Upgrades;

/// <summary>Upgrades packages that the base image brings, by a <c>RUN</c> right behind its <c>FROM</c>.</summary>
/// <param name="match">The Dockerfile that fits.</param>
/// <param name="installed">All packages of the image.</param>
internal sealed class BaseUpgrades(DockerfileMatch match, ImmutableArray<Package> installed)
{
    private readonly Stage _stage = match.Stage.Lineage.Last();
    private readonly ImmutableArray<UpgradeForm> _forms = UpgradeForm.Of(installed);
    private readonly string? _user = UserOfBase(match);

    /// <summary>
    /// The edit that upgrades a package; empty when the image has no package manager that could, when the file does so already and only has to be built
    /// again, and for a Dockerfile that stands in another file.
    /// </summary>
    public ImmutableArray<TextEdit> Of(AffectedPackage package)
    {
        var source = match.File.Source;
        if (source.Embedding is not null || !UpgradeRun.IsName(package.Name) || _forms.FirstOrDefault(form => form.Type == package.Type) is not { } form) return [];
        var runs = _stage.All<RunInstruction>().ToList();
        if (runs.SelectMany(run => run.Script.Commands).Any(form.UpgradesAll)) return [];
        foreach (var run in runs)
        {
            if (UpgradeRun.Parse(source[run.Span].ToString()) is not { } written || written.Form != form) continue;
            return written.Names.Contains(package.Name) ? [] : [TextEdits.Replace(source, match.File.Path, run.Span, written.With([package.Name]).ToText(source.NewLine))];
        }
        if (_user is not null && !UpgradeRun.IsUser(_user)) return [];
        var added = new UpgradeRun(form, [package.Name]) { IsAdded = true, User = _user };
        return [TextEdits.Replace(source, match.File.Path, new(_stage.From.Span.End, 0), added.ToText(source.NewLine))];
    }

    /// <summary>Gives findings whose packages are upgraded at one place one edit, which upgrades them all.</summary>
    public static ImmutableArray<Finding> Joined(ImmutableArray<Finding> findings)
    {
        var edits = findings.Select(EditOf).OfType<TextEdit>().GroupBy(PlaceOf)
            .ToDictionary(same => same.Key, same => UpgradeRun.Extend(same.First(), same.SelectMany(edit => UpgradeRun.Parse(edit.Text)!.Names)));
        return edits.Count == 0 ? findings : [.. findings.Select(finding => EditOf(finding) is { } edit ? finding with { Fix = finding.Fix! with { Edits = [edits[PlaceOf(edit)]] } } : finding)];
    }

    /// <summary>The edit of a finding that upgrades packages of a base image; null when it has none.</summary>
    public static TextEdit? EditOf(Finding finding) =>
        finding is { Attribution.Method: AttributionMethod.BaseImage, Fix.Edits: [var edit] } && UpgradeRun.Parse(edit.Text) is not null ? edit : null;

    private static (string, int, int) PlaceOf(TextEdit edit) => (edit.Path, edit.Line, edit.Column);

    // The last that the base image's own steps set; null for the superuser.
    private static string? UserOfBase(DockerfileMatch match)
    {
        var user = match.Steps.Take(match.Alignment.BaseSteps).LastOrDefault(step => step.Kind == InstructionKind.User)?.Text.Trim();
        return user is null || user.Split(':')[0] is "root" or "0" ? null : user;
    }
}
