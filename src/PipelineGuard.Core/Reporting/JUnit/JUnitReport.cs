using System.Globalization;
using System.Xml;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting.JUnit;

/// <summary>
/// Writes a report as JUnit XML for the test pages of CI systems: what blocks is a failed test, what was waived a skipped one, anything else
/// a passed one with the finding as its output. What could not be looked at is an error.
/// </summary>
internal static class JUnitReport
{
    private const int NameLength = 300;
    private const int TextLength = 2_000;

    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true, CloseOutput = false };

    public static void Write(ScanReport report, TextWriter writer)
    {
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using (var xml = XmlWriter.Create(writer, Settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "PipelineGuard");
            WriteTotals(xml, report.Findings, report.Problems);
            foreach (var target in report.Targets) WriteSuite(xml, report, target.Name);
            if (report.Problems.Any(problem => problem.Target is null && IsGap(problem))) WriteSuite(xml, report, null);
            xml.WriteEndElement();
        }
        writer.Write('\n');
    }

    private static void WriteSuite(XmlWriter xml, ScanReport report, string? target)
    {
        var findings = report.Findings.Where(finding => finding.Target == target).Order().ToList();
        var problems = report.Problems.Where(problem => problem.Target == target).ToList();
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Plain(target ?? "the whole run", NameLength));
        WriteTotals(xml, findings, problems);
        foreach (var finding in findings) WriteCase(xml, finding);
        foreach (var problem in problems.Where(IsGap)) WriteProblem(xml, problem);
        // A page without a single test looks as if nothing ran.
        if (findings.Count == 0 && !problems.Exists(IsGap)) WriteClean(xml);
        xml.WriteEndElement();
    }

    private static void WriteTotals(XmlWriter xml, IReadOnlyCollection<Finding> findings, IEnumerable<ScanProblem> problems)
    {
        int gaps = problems.Count(IsGap);
        WriteNumber(xml, "tests", findings.Count + gaps == 0 ? 1 : findings.Count + gaps);
        WriteNumber(xml, "failures", findings.Count(Fails));
        WriteNumber(xml, "errors", gaps);
        WriteNumber(xml, "skipped", findings.Count(finding => finding.State == FindingState.Waived));
    }

    private static void WriteCase(XmlWriter xml, Finding finding)
    {
        var words = $"{ReportWords.Of(finding.Severity)}: {FindingText.Headline(finding)}{(finding.Fix is { } fix ? $" {Phrases.Sentence(fix.Description)}" : "")}";
        StartCase(xml, FindingText.Heading(finding.Kind), $"{finding.Rule} {FindingText.Subject(finding)}");
        if (finding.Location is { Kind: LocationKind.Source } place) xml.WriteAttributeString("file", Plain(place.Path, NameLength));
        if (finding.Suppression is { } waiver) WriteOutcome(xml, "skipped", null, FindingText.Waiver(waiver), "");
        else if (Fails(finding)) WriteOutcome(xml, "failure", finding.Rule.Value, words, $"{finding.Location}");
        else xml.WriteElementString("system-out", Plain(words, TextLength));
        xml.WriteEndElement();
    }

    private static void WriteProblem(XmlWriter xml, ScanProblem problem)
    {
        StartCase(xml, "What was looked at", $"{problem.Info.Code} {problem.Info.Title}");
        WriteOutcome(xml, "error", problem.Info.Code, $"{problem.Subject}: {problem.Detail}", problem.Info.Hint);
        xml.WriteEndElement();
    }

    private static void WriteClean(XmlWriter xml)
    {
        StartCase(xml, "What was looked at", "no findings");
        xml.WriteEndElement();
    }

    private static void StartCase(XmlWriter xml, string group, string name)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", group);
        xml.WriteAttributeString("name", Plain(name, NameLength));
    }

    private static void WriteOutcome(XmlWriter xml, string element, string? type, string message, string text)
    {
        xml.WriteStartElement(element);
        if (type is not null) xml.WriteAttributeString("type", Plain(type, NameLength));
        xml.WriteAttributeString("message", Plain(message, TextLength));
        xml.WriteString(Plain(text, TextLength));
        xml.WriteEndElement();
    }

    private static void WriteNumber(XmlWriter xml, string name, int number) => xml.WriteAttributeString(name, number.ToString(CultureInfo.InvariantCulture));

    private static bool Fails(Finding finding) => finding.Gate == GateAction.Block && finding.State != FindingState.Waived;

    private static bool IsGap(ScanProblem problem) => problem.Info.Effect != ProblemEffect.Note;

    // XML 1.0 §2.2 has no place for the two noncharacters at the end of the first plane.
    private static string Plain(string text, int limit) => SafeText.OneLine(text, limit).Replace('\ufffe', '?').Replace('\uffff', '?');
}
