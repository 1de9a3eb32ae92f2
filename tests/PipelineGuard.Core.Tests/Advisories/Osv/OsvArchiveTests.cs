using PipelineGuard.Findings;

namespace PipelineGuard.Advisories.Osv;

public sealed class OsvArchiveTests
{
    private static readonly string Good = OsvExport.Record("X-1", "npm", "thing", "2.0");

    [Fact]
    public void Reads_the_records_in_the_order_of_their_names()
    {
        var (ids, _) = Read(OsvExport.Zip(("b.json", OsvExport.Record("B", "npm", "x", "1")), ("a.json", OsvExport.Record("A", "npm", "x", "1")), ("note.txt", "no")));

        Assert.Equal(["A", "B"], ids);
    }

    [Fact]
    public void Reports_a_broken_record_with_its_file_and_reads_the_rest()
    {
        var (ids, log) = Read(OsvExport.Zip(("bad.json", "{"), ("good.json", Good)));

        Assert.Equal(["X-1"], ids);
        var problem = Assert.Single(log.Problems);
        Assert.Equal((Problems.BadAdvisory, "npm/all.zip: bad.json"), (problem.Info, problem.Subject));
    }

    [Fact]
    public void Stops_reporting_at_some_point_and_says_how_many_were_left_out()
    {
        var (_, log) = Read(OsvExport.Zip([.. Enumerable.Range(0, 80).Select(i => ($"{i}.json", "{"))]));

        Assert.Equal(51, log.Problems.Count);
        Assert.Equal("30 more records could not be read.", log.Problems.Last().Detail);
    }

    [Fact]
    public void Leaves_out_a_record_that_unpacks_to_too_much()
    {
        var (ids, log) = Read(OsvExport.Zip(("bomb.json", new string(' ', 5_000_000)), ("good.json", Good)), new() { RecordBytes = 1_000_000 });

        Assert.Equal(["X-1"], ids);
        Assert.Contains("larger than 1000000 bytes", Assert.Single(log.Problems).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_an_archive_that_unpacks_to_too_much() =>
        Assert.Throws<InvalidDataException>(() => Read(OsvExport.Zip(("a.json", Good), ("b.json", Good)), new() { ArchiveBytes = Good.Length + 1 }));

    [Fact]
    public void Refuses_an_archive_with_too_many_entries() =>
        Assert.Throws<InvalidDataException>(() => Read(OsvExport.Zip(("a.json", Good), ("b.json", Good)), new() { Entries = 1 }));

    [Fact]
    public void Refuses_what_is_no_archive() => Assert.Throws<InvalidDataException>(() => Read("not a zip"u8.ToArray()));

    [Fact]
    public void Uses_names_as_names_only()
    {
        var (ids, _) = Read(OsvExport.Zip(("../../etc/passwd.json", Good), ("/absolute.json", OsvExport.Record("X-2", "npm", "x", "1"))));

        Assert.Equal(["X-1", "X-2"], ids);
    }

    [Fact]
    public void Survives_every_changed_byte()
    {
        var zip = OsvExport.Zip(("a.json", Good));
        for (int i = 0; i < zip.Length; i++)
        {
            var changed = zip.ToArray();
            changed[i] ^= 0x55;
            Assert.True(Record.Exception(() => Read(changed)) is null or InvalidDataException, $"byte {i}");
        }
    }

    private static (List<string> Ids, CollectingLog Log) Read(byte[] zip, OsvLimits? limits = null)
    {
        var log = new CollectingLog();
        var ids = new List<string>();
        new OsvArchive(limits ?? OsvLimits.Default, log).Read(new MemoryStream(zip), "npm/all.zip", record => ids.Add(record.Advisory.Id), TestContext.Current.CancellationToken);
        return (ids, log);
    }
}
