using System.Text;

namespace PipelineGuard.Advisories.Osv;

public sealed class OsvReaderTests
{
    private const string Full = """
        {
          "schema_version": "1.7.5", "id": "GHSA-aaaa-bbbb-cccc", "modified": "2026-03-04T05:06:07.899Z", "published": "2026-03-01T00:00:00+02:00",
          "aliases": ["CVE-2026-1", "line\nbreak", "PYSEC-2026-7"], "upstream": ["CVE-2026-2"], "related": ["CVE-2026-3"],
          "summary": " Two\r\nlines \u0007 and a bell ", "details": "First\nparagraph.\n\nSecond paragraph.",
          "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}, {"type": "Ubuntu", "score": "medium"}],
          "references": [
            {"type": "PACKAGE", "url": "https://example.org/package"}, {"type": "WEB", "url": "https://example.org/web"},
            {"type": "WEB", "url": "javascript:alert(1)"}, {"type": "FIX", "url": "https://example.org/fix"},
            {"type": "ADVISORY", "url": "https://example.org/advisory"}, {"type": "WEB", "url": "https://example.org/web"}
          ],
          "affected": [
            {
              "package": {"ecosystem": "Debian:12", "name": "thing", "purl": "pkg:deb/debian/thing"},
              "ranges": [
                {"type": "GIT", "repo": "https://example.org/x", "events": [{"introduced": "0"}]},
                {"type": "ECOSYSTEM", "events": [{"fixed": "2.0"}, {"introduced": "0"}, {"introduced": "3.0"}, {"last_affected": "3.5"}, {"limit": "4.0"}]}
              ],
              "versions": ["1.0", "1.1"], "ecosystem_specific": {"urgency": "unimportant", "binaries": [{"x": 1}]}
            },
            {"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]},
            {
              "package": {"name": "@scope/thing", "ecosystem": "npm"}, "severity": [{"type": "CVSS_V2", "score": "AV:N/AC:L/Au:N/C:P/I:P/A:P"}],
              "ranges": [{"events": [{"introduced": "1.0"}], "database_specific": {"introduced_exclusive": true}, "type": "SEMVER"}]
            }
          ],
          "database_specific": {"severity": "HIGH", "cwe_ids": ["CWE-79"]}
        }
        """;

    [Fact]
    public void Reads_everything_the_product_uses()
    {
        var record = Read(Full)!;

        var advisory = record.Advisory;
        Assert.Equal("GHSA-aaaa-bbbb-cccc", advisory.Id);
        Assert.Equal(["CVE-2026-1", "PYSEC-2026-7"], advisory.Aliases);
        Assert.Equal(["CVE-2026-2"], advisory.Upstream);
        Assert.Equal(["CVE-2026-3"], advisory.Related);
        Assert.Equal("Two lines and a bell", advisory.Summary);
        Assert.Equal("First paragraph.", advisory.Details);
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), advisory.Modified);
        Assert.Equal(new DateTimeOffset(2026, 2, 28, 22, 0, 0, TimeSpan.Zero), advisory.Published);
        Assert.Equal(["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "medium", "HIGH"], advisory.Ratings);
        Assert.Equal(["https://example.org/advisory", "https://example.org/fix", "https://example.org/web", "https://example.org/package"], advisory.References);
    }

    [Fact]
    public void Reads_what_is_affected()
    {
        var affected = Read(Full)!.Affected;

        Assert.Collection(
            affected,
            debian =>
            {
                Assert.Equal(("Debian", "thing", "12"), (debian.Ecosystem, debian.Package, debian.Versions.Release));
                Assert.Equal("Fixed 2.0, IntroducedAtStart, Introduced 3.0, LastAffected 3.5, Limit 4.0", Show(Assert.Single(debian.Versions.Ranges)));
                Assert.Equal(["1.0", "1.1"], debian.Versions.Versions);
                Assert.Equal(["unimportant"], debian.Versions.Ratings);
            },
            npm =>
            {
                Assert.Equal(("npm", "@scope/thing", null), (npm.Ecosystem, npm.Package, npm.Versions.Release));
                Assert.Equal("IntroducedAfter 1.0", Show(Assert.Single(npm.Versions.Ranges)));
                Assert.Equal(["AV:N/AC:L/Au:N/C:P/I:P/A:P"], npm.Versions.Ratings);
            });
    }

    [Fact]
    public void Says_when_its_source_has_withdrawn_it() =>
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero), Read("""{"id":"X-1","modified":"2026-01-01T00:00:00Z","withdrawn":"2026-01-02T00:00:00Z"}""").Withdrawn);

    [Fact]
    public void A_withdrawal_without_a_date_is_one_too() =>
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Read("""{"id":"X-1","modified":"2026-01-01T00:00:00Z","withdrawn":"yes"}""").Withdrawn);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{\"id\":\"X-1\"}")]
    [InlineData("{\"modified\":\"2026-01-01T00:00:00Z\"}")]
    [InlineData("{\"id\":7,\"modified\":\"2026-01-01T00:00:00Z\"}")]
    [InlineData("{\"id\":\"X-1\",\"modified\":\"yesterday\"}")]
    [InlineData("{\"id\":\"X-1\",\"modified\":\"2026-01-01T00:00:00Z\"} {}")]
    [InlineData("{\"id\":\"CVE-1\\nEVIL\",\"modified\":\"2026-01-01T00:00:00Z\"}")]
    [InlineData("{\"id\":\"\\ud800\",\"modified\":\"2026-01-01T00:00:00Z\"}")]
    public void Refuses_what_is_no_record(string text) => Assert.Throws<InvalidDataException>(() => Read(text));

    [Theory]
    [InlineData("{\"affected\":7}")]
    [InlineData("{\"affected\":[7,null,\"x\",[[]],{}]}")]
    [InlineData("{\"affected\":[{\"package\":[],\"ranges\":{},\"versions\":\"1\"}]}")]
    [InlineData("{\"affected\":[{\"package\":{\"name\":\"x\",\"ecosystem\":\"npm\"},\"ranges\":[null,{\"events\":[1,{\"introduced\":{}}]}]}]}")]
    [InlineData("{\"aliases\":{\"a\":[1]},\"severity\":\"HIGH\",\"references\":[[],{\"url\":1}],\"summary\":{}}")]
    public void Passes_over_values_of_an_unexpected_kind(string text)
    {
        var record = Read(text[..^1] + ",\"id\":\"X-1\",\"modified\":\"2026-01-01T00:00:00Z\"}")!;

        Assert.Equal("X-1", record.Advisory.Id);
        Assert.All(record.Affected, affected => Assert.Empty(affected.Versions.Ranges));
    }

    [Fact]
    public void Gives_up_on_deep_nesting() =>
        Assert.Throws<InvalidDataException>(() => Read("{\"x\":" + new string('[', 10_000) + new string(']', 10_000) + "}"));

    [Fact]
    public void Survives_every_truncation_and_every_changed_byte()
    {
        var bytes = Encoding.UTF8.GetBytes(Full);
        for (int i = 0; i < bytes.Length; i++)
        {
            Assert.Throws<InvalidDataException>(() => OsvReader.Read(bytes.AsSpan(0, i)));
            foreach (byte other in "\0\"{]7\xff"u8)
            {
                var changed = bytes.ToArray();
                changed[i] = other;
                Assert.True(Record.Exception(() => OsvReader.Read(changed)) is null or InvalidDataException);
            }
        }
    }

    [Fact]
    public void Cuts_long_text_without_cutting_a_character()
    {
        var emoji = string.Concat(Enumerable.Repeat("\U0001F600", 300));
        var summary = Read($$"""{"id":"X-1","modified":"2026-01-01T00:00:00Z","summary":"{{emoji}}"}""")!.Advisory.Summary!;

        Assert.True(summary.Length <= 300);
        Assert.EndsWith("…", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("\ufffd", Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(summary)), StringComparison.Ordinal);
    }

    private static OsvRecord Read(string text) => OsvReader.Read(Encoding.UTF8.GetBytes(text));

    private static string Show(VersionRange range) => string.Join(", ", range.Events.Select(at => $"{at.Kind} {at.Version}".Trim()));
}
