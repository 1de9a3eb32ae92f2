using PipelineGuard.Findings;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;
using PipelineGuard.Scanning;

namespace PipelineGuard.MSBuild.Messages;

/// <summary>Turns what a scan learned into lines of a build's output.</summary>
/// <param name="project">The project file: where everything is shown that has no line of its own.</param>
internal sealed class ReportMessages(string project)
{
    // As the build shows them: one line each, and none that fills the screen.
    private const int LongestText = 1000;

    /// <summary>All findings and problems, worst first.</summary>
    public IEnumerable<BuildMessage> Of(ScanReport report) =>
        report.Findings.Select(finding => Of(finding, report)).Concat(report.Problems.Select(problem => Of(problem, report.Verdict)))
            .OrderByDescending(message => message.Level); // A stable sort: within a level the report's order holds.

    /// <summary>Why a run ended early.</summary>
    public BuildMessage Of(GuardException failure)
    {
        var place = Place.Parse(failure.Subject);
        bool isFile = File.Exists(place.File);
        // How to call the command line helps nobody here.
        var hint = failure.Problem == Problems.BadUsage ? "" : $" {failure.Problem.Hint}";
        var text = (isFile ? "" : $"'{failure.Subject}': ") + failure.Detail + hint;
        return new(MessageLevel.Error, failure.Problem.Code, isFile ? Path.GetFullPath(place.File) : project, InProperties(text))
        {
            Line = isFile ? place.Line : 0,
            Column = isFile ? place.Column : 0,
        };
    }

    private BuildMessage Of(Finding finding, ScanReport report)
    {
        var place = PlaceOf(finding);
        return new(LevelOf(finding), finding.Rule.Value, FileOf(place, finding.Target), OneLine(TextOf(finding, report)))
        {
            Line = place?.Line ?? 0,
            Column = place?.Column ?? 0,
        };
    }

    // Null for the project as a whole.
    private static Location? PlaceOf(Finding finding) => finding.Location.Kind == LocationKind.Source ? finding.Location : null;

    private string FileOf(Location? place, string target)
    {
        if (place is null) return project;
        var file = SourcePath.OnDisk(place.Path, near: target);
        return File.Exists(file) ? file : AboveProject(place.Path) ?? file;
    }

    // Where there is no repository, reports name what the project imports from above by its name alone.
    private string? AboveProject(string name)
    {
        for (var folder = Path.GetDirectoryName(project); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, name))) return Path.Combine(folder, name);
        }
        return null;
    }

    private BuildMessage Of(ScanProblem problem, Verdict verdict)
    {
        var place = Place.Parse(problem.Subject);
        bool isFile = place.Line > 0 && File.Exists(place.File);
        return new(LevelOf(problem, verdict), problem.Info.Code, isFile ? Path.GetFullPath(place.File) : project, InProperties($"{problem.Subject}: {problem.Detail} {problem.Info.Hint}"))
        {
            Line = isFile ? place.Line : 0,
            Column = isFile ? place.Column : 0,
        };
    }

    private static MessageLevel LevelOf(Finding finding) => finding.Gate switch
    {
        GateAction.Block => MessageLevel.Error,
        GateAction.Warn => MessageLevel.Warning,
        GateAction.None => MessageLevel.Message,
    };

    private static MessageLevel LevelOf(ScanProblem problem, Verdict verdict) => problem.Info.Effect switch
    {
        ProblemEffect.Note => MessageLevel.Message,
        ProblemEffect.Incomplete or ProblemEffect.Usage or ProblemEffect.Failure => verdict == Verdict.Incomplete ? MessageLevel.Error : MessageLevel.Warning,
    };

    private static string TextOf(Finding finding, ScanReport report)
    {
        var place = finding.Location.Kind == LocationKind.ImageFile ? $"{finding.Location}: " : "";
        var fix = finding.Fix?.Description ?? report.Rules.FirstOrDefault(rule => rule.Id == finding.Rule.Value)?.Fix;
        return $"{place}{finding.Message} {fix}".TrimEnd();
    }

    private static string OneLine(string text) => SafeText.OneLine(text, LongestText);

    private static string InProperties(string text) => OneLine(OptionSpelling.In(text, OptionItems.PropertyOf));
}
