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

    /// <summary>
    /// The edit that upgrades a package; empty when the image has no package manager that could, when the file does so already and only has to be built
    /// again, and for a Dockerfile that stands in another file.
    /// </summary>
    public ImmutableArray<TextEdit> Of(AffectedPackage package)
    {
        var source = match.File.Source;
        if (source.Embedding is not null || !UpgradeRun.IsName(package.Name) || UpgradeForm.For(package.Type, installed) is not { } form) return [];
        var runs = _stage.All<RunInstruction>().ToList();
        if (runs.SelectMany(run => run.Script.Commands).Any(form.UpgradesAll)) return [];
        foreach (var run in runs)
        {
            if (UpgradeRun.Parse(source[run.Span].ToString()) is not { } written || written.Form != form) continue;
            return written.Names.Contains(package.Name) ? [] : [TextEdits.Replace(source, match.File.Path, run.Span, written.With([package.Name]).ToText(source.NewLine))];
        }
        if (UserOfBase() is { } user && !UpgradeRun.IsUser(user)) return [];
        var added = new UpgradeRun(form, [package.Name]) { IsAdded = true, User = UserOfBase() };
        return [TextEdits.Replace(source, match.File.Path, new(_stage.From.Span.End, 0), added.ToText(source.NewLine))];
    }

    /// <summary>Gives findings whose packages are upgraded at one place one edit, which upgrades them all.</summary>
    public static ImmutableArray<Finding> Joined(ImmutableArray<Finding> findings)
    {
        var runs = new Dictionary<(string, int, int), (UpgradeRun Run, TextEdit Edit, HashSet<string> Names)>();
        foreach (var finding in findings)
        {
            if (EditOf(finding) is not { } edit) continue;
            var run = UpgradeRun.Parse(edit.Text)!;
            if (!runs.TryGetValue(PlaceOf(edit), out var known)) runs[PlaceOf(edit)] = known = (run, edit, []);
            known.Names.UnionWith(run.Names);
        }
        var edits = runs.ToDictionary(place => place.Key, place => place.Value.Edit with { Text = place.Value.Run.With(place.Value.Names).ToText(place.Value.Edit.Text.Contains('\r', StringComparison.Ordinal) ? "\r\n" : "\n") });
        return edits.Count == 0 ? findings : [.. findings.Select(finding => EditOf(finding) is { } edit ? finding with { Fix = finding.Fix! with { Edits = [edits[PlaceOf(edit)]] } } : finding)];
    }

    /// <summary>The edit of a finding that upgrades packages of a base image; null when it has none.</summary>
    public static TextEdit? EditOf(Finding finding) =>
        finding is { Attribution.Method: AttributionMethod.BaseImage, Fix.Edits: [var edit] } && UpgradeRun.Parse(edit.Text) is not null ? edit : null;

    private static (string, int, int) PlaceOf(TextEdit edit) => (edit.Path, edit.Line, edit.Column);

    // The last that the base image's own steps set; null for the superuser.
    private string? UserOfBase()
    {
        var user = match.Steps.Take(match.Alignment.BaseSteps).LastOrDefault(step => step.Kind == InstructionKind.User)?.Text.Trim();
        return user is null || user.Split(':')[0] is "root" or "0" ? null : user;
    }
}
