using System.Collections.Immutable;
using PipelineGuard.Advisories;
using PipelineGuard.Packages;

namespace PipelineGuard.Vulnerabilities.Explaining;

/// <summary>Near misses by name: each way in which an advisory comes close to a package and does not hold.</summary>
public sealed class PackageTracerTests
{
    private static readonly Distribution Bookworm = new("debian", "12");
    private static readonly Distribution Alma = new("almalinux", "9.4");

    // Outcome | what the advisory is about | installed package.
    [Theory]
    [InlineData("Affected", "Debian:12 openssl 0..3.0.15", "deb libssl3 3.0.11 from openssl")]
    [InlineData("Fixed", "Debian:12 openssl 0..3.0.15", "deb libssl3 3.0.15 from openssl")]
    [InlineData("OtherRelease", "Debian:13 openssl 0..3.0.15", "deb libssl3 3.0.11 from openssl")]
    [InlineData("OtherSource", "Debian:12 libssl3 0..3.0.15", "deb libssl3 3.0.11 from openssl")]
    [InlineData("OtherEcosystem", "npm openssl 0..3.0.15", "deb openssl 3.0.11")]
    [InlineData("OutsideRanges", "npm thing 2.0..2.5", "npm thing 1.0.0")]
    [InlineData("Fixed", "npm thing 1.0..1.5,2.0..2.5", "npm thing 1.7.0")]
    [InlineData("Affected", "npm thing 1.0..=1.7.0", "npm thing 1.7.0")]
    [InlineData("OutsideRanges", "npm thing 1.0..=1.7.0", "npm thing 1.7.1")]
    [InlineData("VersionUnreadable", "npm thing 0..2.0", "npm thing next")]
    [InlineData("OtherStream", "AlmaLinux:9 nodejs 0..20.1.0-1.module_el9.4.0+1+2", "rpm nodejs 18.0.0-1.el9")]
    [InlineData("Affected", "NuGet System.Text.Json 0..9.0.0", "nuget System.Text.Json 8.0.0")]
    [InlineData("Superseded", "NuGet System.Text.Json 0..9.0.0", "nuget System.Text.Json 8.0.0 superseded")]
    [InlineData("Affected", "DotNet Microsoft.NETCore.App.Runtime 0..10.0.2", "nuget Microsoft.NETCore.App.Runtime.linux-x64 10.0.1")]
    [InlineData("Withdrawn", "npm thing withdrawn", "npm thing 1.0.0")]
    [InlineData("-", "npm other 0..2.0", "npm thing 1.0.0")]
    public void Tells_how_near_an_advisory_comes(string expected, string advisory, string package)
    {
        var trace = new PackageTracer([Mention(advisory)], package.StartsWith("rpm", StringComparison.Ordinal) ? Alma : Bookworm).Trace(Installed(package));
        Assert.Equal(expected, trace?.Outcome.ToString() ?? "-");
    }

    [Theory]
    [InlineData("centos")]
    [InlineData("nobody-knows-it")]
    public void A_package_of_a_distribution_without_advisories_is_not_looked_up(string distribution)
    {
        var trace = new PackageTracer([Mention("AlmaLinux:9 nodejs 0..20.1.0-1.el9")], new(distribution, "9")).Trace(Installed("rpm nodejs 18.0.0-1.el9"));
        Assert.Equal((MatchOutcome.NotLookedUp, null), (trace!.Outcome, trace.Key));
    }

    [Fact]
    public void Writes_down_each_comparison()
    {
        var trace = new PackageTracer([Mention("npm thing 1.0..1.5,2.0..2.5")], null).Trace(Installed("npm thing 2.0.0"))!;

        var claim = Assert.Single(Assert.Single(trace.Advisories).Claims);
        Assert.Equal(
            ["Outside Introduced 1.0 1 Fixed 1.5 1", "BeforeFix 2.5 Introduced 2.0 0 Fixed 2.5 -1"],
            claim.Ranges.Select(range => string.Join(' ', new[] { $"{range.Position} {range.FixedIn}".Trim() }.Concat(range.Steps.Select(step => $"{step.Event.Kind} {step.Event.Version} {step.Order}")))));
    }

    [Fact]
    public void The_nearest_advisory_comes_first_and_gives_the_outcome()
    {
        ImmutableArray<AdvisoryMention> mentions = [Mention("npm thing 0..1.0", 1), Mention("npm thing 0..9.0", 2), Mention("npm thing withdrawn", 3)];

        var trace = new PackageTracer(mentions, null).Trace(Installed("npm thing 2.0.0"))!;

        Assert.Equal(MatchOutcome.Affected, trace.Outcome);
        Assert.Equal([MatchOutcome.Affected, MatchOutcome.Fixed, MatchOutcome.Withdrawn], trace.Advisories.Select(advisory => advisory.Outcome));
    }

    [Fact]
    public void A_listed_version_is_named()
    {
        var mention = Mention("npm thing withdrawn") with { Withdrawn = null, Affected = new() { Versions = ["1.0", "2.0.0"] } };
        Assert.Equal("2.0.0", new PackageTracer([mention], null).Trace(Installed("npm thing 2.0.0"))!.Advisories[0].Claims[0].Listed);
    }

    private static AdvisoryMention Mention(string text, int record = 0)
    {
        var words = text.Split(' ');
        var (ecosystem, release) = Ecosystem.Split(words[0]);
        var advisory = new Advisory($"X-{record}");
        var package = Ecosystem.NormalizePackage(ecosystem, words[1]);
        if (words[2] == "withdrawn") return new(ecosystem, package, record, advisory, new()) { Withdrawn = DateTimeOffset.UnixEpoch };
        return new(ecosystem, package, record, advisory, new() { Release = release, Ranges = MadeAdvisories.Ranges(words[2]) });
    }

    private static Package Installed(string text)
    {
        var words = text.Split(' ');
        return new(PackageType.All.First(type => type.Purl == words[0]), words[1], words[2])
        {
            SourceName = words is [_, _, _, "from", var source] ? source : null,
            SupersededBy = words is [_, _, _, "superseded"] ? "pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@10.0.1" : null,
        };
    }
}
