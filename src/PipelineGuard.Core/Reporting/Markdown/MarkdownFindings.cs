using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting.Markdown;

/// <summary>The findings by severity. What is beyond the first screen is folded, what is beyond the room is left out and counted.</summary>
internal static class MarkdownFindings
{
    // So many rows stay unfolded in all.
    private const int OpenRows = 20;
    private const int IdLength = 60;
    private const int SubjectLength = 120;
    private const int TextLength = 200;

    // Headings, folds, table heads of six groups and the sentence on what was left out: more than they ever need.
    private const int RoomForFrames = 4_000;

    public static string Of(ImmutableArray<Finding> findings, bool severalTargets, int room)
    {
        var text = new StringBuilder();
        int left = room - RoomForFrames, shown = 0, open = OpenRows;
        foreach (var group in Groups(findings))
        {
            var rows = Rows(group.Findings, severalTargets, ref left);
            shown += rows.Count;
            if (rows.Count == 0) break;
            AppendGroup(text, group, rows, isOpen: group.Findings.Count <= open && !group.IsWaived);
            open -= group.Findings.Count;
        }
        if (shown < findings.Length) text.Append($"{Phrases.Count(findings.Length - shown, "finding")} left out for want of room, the least severe; the JSON report holds them all.\n\n");
        return text.ToString();
    }

    private static IEnumerable<Group> Groups(ImmutableArray<Finding> findings)
    {
        foreach (var severity in SeverityCounts.WorstFirst)
        {
            var same = findings.Where(finding => finding.Severity == severity && finding.State != FindingState.Waived).ToList();
            if (same.Count > 0) yield return new Group($"{ReportWords.Of(severity)}", same, IsWaived: false);
        }
        var waived = findings.Where(finding => finding.State == FindingState.Waived).ToList();
        if (waived.Count > 0) yield return new Group("waived", waived, IsWaived: true);
    }

    private static List<string> Rows(List<Finding> findings, bool severalTargets, ref int left)
    {
        var rows = new List<string>();
        foreach (var finding in findings)
        {
            var row = Row(finding, severalTargets);
            left -= Encoding.UTF8.GetByteCount(row);
            if (left < 0) break;
            rows.Add(row);
        }
        return rows;
    }

    private static string Row(Finding finding, bool severalTargets)
    {
        var id = finding.Advisory is { } advisory && AdvisoryLink.Best(advisory) is { } link
            ? MarkdownText.Link(finding.Rule.Value, IdLength, link)
            : MarkdownText.Code(finding.Rule.Value, IdLength);
        var subject = MarkdownText.Code(FindingText.Subject(finding), SubjectLength);
        if (severalTargets) subject += $" in {MarkdownText.Code(finding.Target, SubjectLength)}";
        var fix = finding.Fix?.Version is { } version ? MarkdownText.Code(version, SubjectLength) : FindingText.FixedIn(finding);
        var words = finding.Suppression is { } waiver ? FindingText.Waiver(waiver) : FindingText.HeadlineAndLine(finding);
        return $"| {id} | {subject} | {fix} | {MarkdownText.Escape(words, TextLength)} |\n";
    }

    private static void AppendGroup(StringBuilder text, Group group, List<string> rows, bool isOpen)
    {
        var title = $"{Phrases.Number(group.Findings.Count)} {group.Name}";
        text.Append(isOpen ? $"### {title}\n\n" : $"<details><summary>{title}</summary>\n\n");
        text.Append("| Id | What | Fixed in | |\n| --- | --- | --- | --- |\n");
        foreach (var row in rows) text.Append(row);
        text.Append(isOpen ? "\n" : "\n</details>\n\n");
    }

    private sealed record Group(string Name, List<Finding> Findings, bool IsWaived);
}
