using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PipelineGuard.Findings;
using PipelineGuard.Reporting.Markdown;

namespace PipelineGuard.Reporting.Sarif;

/// <summary>What the rule table says about one rule.</summary>
/// <param name="Name">A few words for an identifier.</param>
/// <param name="Title">The headline of its alerts.</param>
/// <param name="Description">One or two sentences.</param>
/// <param name="Help">Fix, reason and links as plain text.</param>
/// <param name="HelpMarkdown">The same as GitHub flavoured Markdown.</param>
internal sealed record SarifRuleWords(string Name, string Title, string Description, string Help, string HelpMarkdown)
{
    private const int TextLength = 1_000;
    private const int IdLength = 100;
    private const int ShownAliases = 8;
    private const int ShownLinks = 5;
    private const int ShownExamples = 3;

    /// <summary>The words of one of our own rules.</summary>
    public static SarifRuleWords OfRule(RuleInfo rule)
    {
        var help = new StringBuilder();
        help.Append($"**Fix:** {MarkdownText.Escape(rule.Fix, TextLength)}\n\n**Why:** {MarkdownText.Escape(rule.Why, TextLength)}\n");
        AppendExamples(help, "Reported", rule.Flags);
        AppendExamples(help, "Accepted", rule.Allows);
        if (!rule.Tags.IsEmpty) help.Append($"\n**Also known as:** {string.Join(", ", rule.Tags.Select(tag => MarkdownText.Code(tag, IdLength)))}\n");
        return new(rule.Title, Phrases.Sentence(rule.Title), rule.Why, SarifText.Plain($"{rule.Fix} {rule.Why}", TextLength), help.ToString());
    }

    /// <summary>The words for a vulnerability in one package, or for a finding whose rule says nothing about itself.</summary>
    public static SarifRuleWords OfAdvisory(Finding finding)
    {
        var title = HeadlineOf(finding);
        var fix = finding.Fix?.Description ?? (finding.Advisory is null ? "See the message." : "No version with a fix is known yet.");
        var facts = finding.Advisory is { } advisory ? Facts(advisory, finding.Severity) : [];
        var sentences = string.Join(' ', facts.Select(fact => $"{fact.Name}: {Phrases.Sentence(fact.Text)}"));
        var name = finding.Kind == FindingKind.Vulnerability ? "Vulnerable package" : finding.Title;
        var help = $"Fix: {Phrases.Sentence(fix)} {sentences}".TrimEnd();
        return new(name, Phrases.Sentence(title), $"{Phrases.Sentence(title)} {(facts.IsEmpty ? help : sentences)}",
            SarifText.Plain(help, TextLength), Markdown(fix, title, facts, finding.Advisory));
    }

    // Not every advisory has a title.
    private static string HeadlineOf(Finding finding)
    {
        var title = string.IsNullOrWhiteSpace(finding.Title) ? finding.Rule.Value : finding.Title;
        return finding.Package is { } package && !title.Contains(package.Name, StringComparison.OrdinalIgnoreCase) ? $"{package.Name}: {title}" : title;
    }

    private static string Markdown(string fix, string title, ImmutableArray<(string Name, string Text)> facts, AdvisoryFacts? advisory)
    {
        var help = new StringBuilder();
        help.Append($"**Fix:** {MarkdownText.Escape(fix, TextLength)}\n\n**Why:** {MarkdownText.Escape(title, TextLength)}\n");
        foreach (var (name, text) in facts) help.Append($"\n**{name}:** {MarkdownText.Escape(text, TextLength)}\n");
        var links = advisory is null ? [] : AdvisoryLink.All(advisory).Take(ShownLinks).ToList();
        if (links.Count > 0) help.Append("\n**Links:**\n\n");
        foreach (var link in links) help.Append($"- {MarkdownText.Link(link.AbsoluteUri, IdLength, link)}\n");
        return help.ToString();
    }

    private static ImmutableArray<(string Name, string Text)> Facts(AdvisoryFacts advisory, Severity severity)
    {
        var facts = ImmutableArray.CreateBuilder<(string, string)>();
        facts.Add(("Severity", Rating(advisory, severity)));
        if (advisory.KnownExploited is { } exploited) facts.Add(("Exploited in the wild", exploited ? Listing(advisory) : "not known to CISA"));
        if (advisory.Epss is { } epss) facts.Add(("Chance of exploitation in 30 days (EPSS)", Prediction(advisory, epss)));
        if (!advisory.Aliases.IsEmpty) facts.Add(("Also known as", Phrases.Some(advisory.Aliases, ShownAliases)));
        return facts.ToImmutable();
    }

    private static string Listing(AdvisoryFacts advisory)
    {
        var since = advisory.ExploitedSince is { } day ? FormattableString.Invariant($" since {day:yyyy-MM-dd}") : "";
        var due = advisory.ExploitedDue is { } last ? FormattableString.Invariant($", to be mended by {last:yyyy-MM-dd}") : "";
        return $"yes, CISA lists it{since}{due}{(advisory.UsedByRansomware is true ? ", used by ransomware" : "")}";
    }

    private static string Prediction(AdvisoryFacts advisory, double epss)
    {
        var rank = advisory.EpssPercentile is { } percentile ? $", higher than {Phrases.Percent(percentile)} of all" : "";
        return Phrases.Percent(epss) + rank + (advisory.EpssDate is { } day ? FormattableString.Invariant($" ({day:yyyy-MM-dd})") : "");
    }

    private static string Rating(AdvisoryFacts advisory, Severity severity)
    {
        var word = ReportWords.Of(severity);
        return advisory switch
        {
            { CvssScore: { } score, CvssVector: { } vector } => string.Create(CultureInfo.InvariantCulture, $"{word}, {score:0.0} ({vector})"),
            { SeveritySource: "unrated" } => $"{word}, as nobody has rated it",
            _ => $"{word}, by {advisory.SeveritySource}",
        };
    }

    // Our own examples, written in this code: they need no escaping, only a fence.
    private static void AppendExamples(StringBuilder help, string title, ImmutableArray<string> examples)
    {
        if (examples.IsEmpty) return;
        help.Append($"\n**{title}:**\n");
        foreach (var example in examples.Take(ShownExamples)) help.Append($"\n````\n{example.TrimEnd()}\n````\n");
    }
}
