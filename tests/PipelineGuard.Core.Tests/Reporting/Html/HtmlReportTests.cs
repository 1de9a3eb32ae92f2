using System.Text.RegularExpressions;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting.Html;

public sealed partial class HtmlReportTests
{
    private const string Attack = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'><!--<script>&lt;{{x}}";

    [Fact]
    public void Names_of_an_image_never_become_elements()
    {
        var html = TestWriter.Text("html", TestReport.Hostile(Attack));

        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("alert(1)</script>", html, StringComparison.Ordinal);
        Assert.Equal(3, Script().Count(html));
        Assert.Equal(3, html.Split("</script>").Length - 1);
    }

    [Fact]
    public void Needs_nothing_but_itself()
    {
        var html = TestWriter.Text("html", TestReport.Busy);

        Assert.DoesNotMatch(@"<(link|iframe|img|form|base)\b|\bsrc=|\bstyle=|\bon[a-z]+=", html[..html.IndexOf("<script type", StringComparison.Ordinal)]);
        Assert.Contains("default-src &#x27;none&#x27;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_risk_of_a_layer_never_falls_when_a_finding_gets_worse()
    {
        var finding = TestReport.OpenSsl with { Fix = null, Severity = Severity.Low, Advisory = new("CVE-1") };
        Finding[] worse =
        [
            finding,
            finding with { Fix = new("do") },
            finding with { Fix = new("do"), Advisory = new("CVE-1") { Epss = 0.5 } },
            finding with { Fix = new("do"), Advisory = new("CVE-1") { Epss = 0.5, KnownExploited = true } },
            finding with { Fix = new("do"), Severity = Severity.Medium, Advisory = new("CVE-1") { Epss = 0.5, KnownExploited = true } },
            finding with { Fix = new("do"), Severity = Severity.High, Advisory = new("CVE-1") { Epss = 0.5, KnownExploited = true } },
            finding with { Fix = new("do"), Severity = Severity.Critical, Advisory = new("CVE-1") { Epss = 1, KnownExploited = true } },
        ];

        var scores = worse.Select(LayerRisk.ScoreOf).ToList();

        Assert.Equal(scores.Order(), scores);
        Assert.Equal(scores.Count, scores.Distinct().Count());
    }

    [GeneratedRegex("<script[ >]")]
    private static partial Regex Script();
}
