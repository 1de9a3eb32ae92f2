using System.Text;
using PipelineGuard.Advisories.Osv;
using PipelineGuard.Packages;

namespace PipelineGuard.Vulnerabilities;

/// <summary>What the records of distributions say about fixes and severity, from their text to the finding.</summary>
public sealed class FixStateTests
{
    private const string Open = """[{"introduced":"0"}]""";
    private const string FixedIn2 = """[{"introduced":"0"},{"fixed":"2.0-1"}]""";
    private const string Vector = """ "severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}], """;

    private static readonly Distribution Bookworm = new("debian", "12");
    private static readonly Distribution Jammy = new("ubuntu", "22.04");
    private static readonly Distribution Alpine = new("alpine", "3.19.1");
    private static readonly Distribution RedHat = new("rhel", "9.4");
    private static readonly Distribution Alma = new("almalinux", "9.4");

    // Debian's records carry the tracker's urgency. That a DSA is not planned ("no-dsa") stands in the tracker only; if it came, it would be no refusal.
    [Theory]
    [InlineData("NotFixed - Medium unrated", Open, "not yet assigned")]
    [InlineData("NotFixed - Low source", Open, "low**")]
    [InlineData("Fixed 2.0-1 Low source", FixedIn2, "low")]
    [InlineData("WontFix - Medium unrated", Open, "end-of-life")]
    [InlineData("Fixed 2.0-1 Medium unrated", FixedIn2, "end-of-life")]
    [InlineData("NotFixed - Info source", Open, "unimportant")]
    [InlineData("Fixed 2.0-1 Info source", FixedIn2, "unimportant")]
    [InlineData("NotFixed - Medium unrated", Open, "no-dsa")]
    [InlineData("NotFixed - Medium unrated", Open, "postponed")]
    [InlineData("WontFix - Medium unrated", Open, "ignored")]
    [InlineData("Unknown - Medium unrated", """[{"introduced":"0"},{"last_affected":"1.5-1"}]""", "not yet assigned")]
    [InlineData("-", """[{"introduced":"0"},{"fixed":"1.0-1"}]""", "high")]
    [InlineData("-", """[{"introduced":"0"},{"fixed":"0"}]""", "high")]
    public void Debian(string expected, string events, string urgency) =>
        Assert.Equal(expected, Judge(Bookworm, Record("DEBIAN-CVE-2026-1", "", Affected("Debian:12", events, $$"""{"urgency":"{{urgency}}"}"""))));

    [Fact]
    public void A_fix_in_another_release_is_none() =>
        Assert.Equal("NotFixed - Medium unrated", Judge(Bookworm, Record("DEBIAN-CVE-2026-1", "", Affected("Debian:12", Open), Affected("Debian:13", FixedIn2))));

    // Ubuntu's word stood in "ubuntu_priority" before it became a severity. What Ubuntu ignores it publishes as open, without a word.
    [Theory]
    [InlineData("Fixed 2.0-1 Low source", FixedIn2, """ "severity":[{"type":"Ubuntu","score":"low"}], """, "{}")]
    [InlineData("Fixed 2.0-1 Low source", FixedIn2, "", """{"ubuntu_priority":"low"}""")]
    [InlineData("NotFixed - Info source", Open, "", """{"ubuntu_priority":"negligible"}""")]
    [InlineData("NotFixed - Medium unrated", Open, "", """{"ubuntu_priority":"untriaged"}""")]
    [InlineData("NotFixed - Critical CVSS:3.1", Open, Vector, "{}")]
    [InlineData("NotFixed - Low source", Open, Vector, """{"ubuntu_priority":"low"}""")]
    public void Ubuntu(string expected, string events, string more, string specific) =>
        Assert.Equal(expected, Judge(Jammy, Record("UBUNTU-CVE-2026-1", more, Affected("Ubuntu:22.04:LTS", events, specific))));

    [Fact]
    public void A_fix_for_subscribers_is_out_of_reach() =>
        Assert.Equal("NotFixed - Medium unrated", Judge(Jammy, Record("UBUNTU-CVE-2026-1", "", Affected("Ubuntu:Pro:22.04:LTS", FixedIn2))));

    // Red Hat and AlmaLinux publish updates only: whatever is in them is fixed, and what is not fixed does not occur.
    [Theory]
    [InlineData("Fixed 2.0-1 Critical CVSS:3.1", Vector)]
    [InlineData("Fixed 2.0-1 High source", """ "database_specific":{"severity":"Important"}, """)]
    public void Red_Hat_and_its_rebuilds(string expected, string more)
    {
        Assert.Equal(expected, Judge(RedHat, Record("RHSA-2026:1", more + """ "upstream":["CVE-2026-1"], """, Affected("Red Hat:enterprise_linux:9::baseos", FixedIn2))));
        Assert.Equal(expected, Judge(Alma, Record("ALSA-2026:1", more + """ "related":["CVE-2026-1"], """, Affected("AlmaLinux:9", FixedIn2))));
    }

    [Theory]
    [InlineData("Fixed 2.0-r1 Medium unrated", """[{"introduced":"0"},{"fixed":"2.0-r1"}]""")]
    [InlineData("NotFixed - Medium unrated", Open)]
    [InlineData("-", """[{"introduced":"0"},{"fixed":"0"}]""")]
    public void Alpine_has_fixes_and_what_it_knows_to_be_open(string expected, string events) =>
        Assert.Equal(expected, Judge(Alpine, Record("ALPINE-CVE-2026-1", "", Affected("Alpine:v3.19", events))));

    private static string Judge(Distribution distribution, string record)
    {
        var type = Distributions.Find(distribution)!.PackageTypes[0];
        var key = AdvisoryKey.For(new(type, "thing", type == PackageType.Apk ? "1.0-r1" : "1.0-1"), distribution)!.Value;
        var source = new OneRecord(OsvReader.Read(Encoding.UTF8.GetBytes(record)));
        var found = new VulnerabilityMatcher(source, isDistribution: true, new MadeAdvisories(), new Advisories.CollectingLog()).Match(key);
        return found.IsEmpty ? "-" : $"{found[0].Facts.FixState} {found[0].FixedIn ?? "-"} {found[0].Severity} {found[0].Facts.SeveritySource}";
    }

    private static string Affected(string ecosystem, string events, string specific = "{}") =>
        $$"""{"package":{"ecosystem":"{{ecosystem}}","name":"thing"},"ranges":[{"type":"ECOSYSTEM","events":{{events}}}],"ecosystem_specific":{{specific}}}""";

    private static string Record(string id, string more, params string[] affected) =>
        $$"""{"id":"{{id}}","modified":"2026-01-02T03:04:05Z",{{more}}"affected":[{{string.Join(',', affected)}}]}""";
}
