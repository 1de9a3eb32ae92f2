using System.Security.Cryptography;
using System.Text;
using CsCheck;
using PipelineGuard.Advisories.Osv;
using PipelineGuard.Findings;

namespace PipelineGuard.Advisories.Stores;

public sealed class AdvisoryStoreTests
{
    private static readonly Gen<string> Text = Gen.String[Gen.Char["abcXYZ019.-_:~+ é中"], 0, 12];
    private static readonly Gen<string> Name = Gen.String[Gen.Char["abcd"], 1, 2];
    private static readonly Gen<DateTimeOffset> Date = Gen.Long[-62_135_596_800, 253_402_300_799].Select(DateTimeOffset.FromUnixTimeSeconds);
    private static readonly Gen<VersionEvent> Event = Gen.Select(Gen.Enum<VersionEventKind>(), Text, (kind, version) => new VersionEvent(kind, version));
    private static readonly Gen<AffectedVersions> Affected = Gen.Select(
        Gen.OneOf(Gen.Const((string?)null), Gen.OneOfConst<string?>("11", "12")), Event.Array[0, 3].Array[0, 3], Text.Array[0, 3], Text.Array[0, 2],
        (release, ranges, versions, ratings) => new AffectedVersions
        {
            Release = release,
            Ranges = [.. ranges.Select(events => new VersionRange([.. events]))],
            Versions = [.. versions],
            Ratings = [.. ratings],
        });

    private static readonly Gen<OsvRecord> Record = Gen.Select(
        Name, Text.Array[0, 3], Gen.Select(Text, Text), Gen.Select(Date, Date, Gen.Bool), Gen.Select(Name, Affected, (name, affected) => new OsvAffected("Debian", name, affected)).Array[1, 4],
        (id, texts, lines, dates, affected) => new OsvRecord(
            new(id)
            {
                Aliases = [.. texts],
                Upstream = [.. texts.Reverse()],
                Related = [.. texts.Take(1)],
                Ratings = [.. texts.Skip(1)],
                References = [.. texts.Skip(2)],
                Summary = lines.Item1.Length == 0 ? null : lines.Item1,
                Details = lines.Item2.Length == 0 ? null : lines.Item2,
                Modified = dates.Item1,
                Published = dates.Item3 ? dates.Item2 : null,
            },
            [.. affected]));

    [Fact]
    public void What_goes_in_comes_out() => Record.Array[1, 12].Sample(
        records =>
        {
            using var folder = new TemporaryFolder();
            Write(folder.Path, records);
            using var store = AdvisoryStore.Open(folder.Path, "Debian")!;
            Assert.Equal(records.Length, store.Info.Advisories);
            foreach (var name in records.SelectMany(record => record.Affected).Select(affected => affected.Package).Append("absent").Distinct())
            {
                foreach (var release in (string?[])[null, "11", "12", "13"]) Assert.Equal(Expected(records, name, release), Found(store, name, release));
            }
        },
        iter: 100);

    [Theory]
    [InlineData("NuGet", "Newtonsoft.Json", "newtonsoft.JSON")]
    [InlineData("PyPI", "Some_Thing.else", "some-thing--ELSE")]
    [InlineData("npm", "@angular/core", "@angular/core")]
    public void Finds_a_package_in_any_spelling_its_ecosystem_allows(string ecosystem, string stored, string asked)
    {
        using var folder = new TemporaryFolder();
        Write(folder.Path, ecosystem, OsvExport.Record("X-1", ecosystem, stored, "2.0"));
        using var store = AdvisoryStore.Open(folder.Path, ecosystem)!;

        Assert.Single(Found(store, asked, null));
    }

    [Fact]
    public void Knows_which_releases_it_covers()
    {
        using var folder = new TemporaryFolder();
        Write(folder.Path, "Debian", OsvExport.Record("X-1", "Debian:12", "thing", "2.0"));
        using var store = AdvisoryStore.Open(folder.Path, "Debian")!;

        Assert.True(store.Covers("12"));
        Assert.False(store.Covers("13"));
    }

    [Fact]
    public void Leaves_out_what_a_record_says_about_other_ecosystems()
    {
        using var folder = new TemporaryFolder();
        Write(folder.Path, "npm", OsvExport.Record("X-1", "npm", "thing", "2.0"), OsvExport.Record("X-2", "RubyGems", "thing-rails", "2.0"));
        using var store = AdvisoryStore.Open(folder.Path, "npm")!;

        Assert.Equal(1, store.Info.Advisories);
        Assert.Empty(Found(store, "thing-rails", null));
    }

    [Fact]
    public void There_is_no_store_before_it_is_built()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(AdvisoryStore.Open(folder["nowhere"], "Debian"));
    }

    [Fact]
    public void Any_damage_is_reported_and_never_a_crash()
    {
        using var folder = new TemporaryFolder();
        var path = Small(folder.Path);
        var bytes = File.ReadAllBytes(path);

        for (int i = 0; i < bytes.Length; i++)
        {
            File.WriteAllBytes(path, bytes[..i]);
            AssertBad(folder.Path, $"cut at {i}");
            bytes[i] ^= 0x41;
            File.WriteAllBytes(path, bytes);
            AssertBad(folder.Path, $"changed at {i}");
            bytes[i] ^= 0x41;
        }
        File.WriteAllBytes(path, [.. bytes, 0]);
        AssertBad(folder.Path, "longer");
    }

    [Fact]
    public void A_store_that_lies_with_a_right_hash_is_reported_and_never_a_crash()
    {
        using var folder = new TemporaryFolder();
        var path = Small(folder.Path);
        var bytes = File.ReadAllBytes(path);

        for (int i = 0; i < bytes.Length - StoreFormat.TrailerLength; i++)
        {
            foreach (byte value in (byte[])[0, 1, 0x7f, 0x80, 0xff])
            {
                var lie = bytes.ToArray();
                lie[i] = value;
                SHA256.HashData(lie.AsSpan(..^StoreFormat.TrailerLength), lie.AsSpan(^StoreFormat.TrailerLength..));
                File.WriteAllBytes(path, lie);
                var thrown = Xunit.Record.Exception(() => ReadAll(folder.Path));
                Assert.True(thrown is null or GuardException { Problem.Code: "PG4003" }, $"byte {i} as {value}: {thrown}");
            }
        }
    }

    [Fact]
    public void The_store_of_another_ecosystem_is_not_taken_for_this_one()
    {
        using var folder = new TemporaryFolder();
        File.Move(Small(folder.Path), AdvisoryStore.PathOf(folder.Path, "Alpine"));

        var thrown = Assert.Throws<GuardException>(() => AdvisoryStore.Open(folder.Path, "Alpine"));
        Assert.Equal("PG4003", thrown.Problem.Code);
    }

    [Fact]
    public void Somebody_who_reads_a_store_keeps_it_while_it_is_replaced()
    {
        using var folder = new TemporaryFolder();
        Small(folder.Path);
        using var old = AdvisoryStore.Open(folder.Path, "Debian")!;
        Write(folder.Path, "Debian", OsvExport.Record("NEW-1", "Debian:12", "thing", "9.0"));
        using var current = AdvisoryStore.Open(folder.Path, "Debian")!;

        Assert.Equal(["DSA-1", "DSA-2"], Found(old, "thing", "12").Select(claim => claim.Split(' ')[0]));
        Assert.Equal(["NEW-1"], Found(current, "thing", "12").Select(claim => claim.Split(' ')[0]));
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length); // The store and its severities: nothing temporary is left.
    }

    [Fact]
    public void The_format_changes_only_with_its_version()
    {
        using var folder = new TemporaryFolder();
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Small(folder.Path))));

        // When this fails, old programs would misread new stores: raise StoreFormat.Version and update docs/advisory-store.md.
        Assert.Equal("3e422ff8d008946426a46902f71fff94212a386beb288c162e188cdcb14a097d", hash);
        Assert.Equal(1, StoreFormat.Version);
    }

    private static string Small(string folder)
    {
        Write(
            folder, "Debian",
            OsvExport.Record("DSA-1", "Debian:12", "thing", "2.0-1", "\"upstream\":[\"CVE-2026-1\"],\"summary\":\"A thing\",\"severity\":[{\"score\":\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"}],"),
            OsvExport.Record("DSA-2", "Debian:12", "thing", "3.0-1", "\"published\":\"2025-12-31T00:00:00Z\",\"references\":[{\"type\":\"WEB\",\"url\":\"https://example.org\"}],"));
        return AdvisoryStore.PathOf(folder, "Debian");
    }

    private static void Write(string folder, string ecosystem, params string[] records) =>
        Write(folder, [.. records.Select(record => OsvReader.Read(Encoding.UTF8.GetBytes(record))!)], ecosystem);

    private static void Write(string folder, OsvRecord[] records, string ecosystem = "Debian")
    {
        var (writer, severities) = (new AdvisoryStoreWriter(ecosystem), new SeverityStoreWriter());
        foreach (var record in records)
        {
            writer.Add(record);
            severities.Add(record.Advisory);
        }
        severities.Write(folder, ecosystem);
        writer.Write(folder, new(ecosystem, "", "", ""), asOf: null);
    }

    private static void AssertBad(string folder, string how)
    {
        var thrown = Xunit.Record.Exception(() => AdvisoryStore.Open(folder, "Debian")?.Dispose());
        Assert.True(thrown is GuardException { Problem.Code: "PG4003" }, $"{how}: {thrown}");
    }

    private static void ReadAll(string folder)
    {
        using var store = AdvisoryStore.Open(folder, "Debian");
        foreach (var name in (string[])["thing", "absent"]) Found(store!, name, "12");
    }

    private static IEnumerable<string> Expected(OsvRecord[] records, string name, string? release) =>
        from record in records
        from affected in record.Affected
        where affected.Package == name && (affected.Versions.Release is null || affected.Versions.Release == release)
        select Show(record.Advisory, affected.Versions);

    private static List<string> Found(AdvisoryStore store, string name, string? release)
    {
        var claims = new List<AdvisoryClaim>();
        store.Find(name, release, claims);
        return [.. claims.Select(claim => Show(store.Read(claim.Record), claim.Affected))];
    }

    private static string Show(Advisory advisory, AffectedVersions affected) => string.Join(' ', [
        advisory.Id, .. advisory.Aliases, "/", .. advisory.Upstream, "/", .. advisory.Related, "/", .. advisory.Ratings, "/", .. advisory.References, "/",
        advisory.Summary ?? "-", advisory.Details ?? "-", $"{advisory.Published:O}", $"{advisory.Modified:O}", affected.Release ?? "-",
        .. affected.Ranges.Select(range => string.Join(',', range.Events.Select(at => $"{at.Kind}={at.Version}"))), "/", .. affected.Versions, "/", .. affected.Ratings]);
}
