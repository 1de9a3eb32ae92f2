using System.IO.Compression;
using System.Text;
using PipelineGuard.Advisories.Feeds;
using PipelineGuard.Advisories.Stores;

namespace PipelineGuard.Advisories;

/// <summary>EPSS: from the daily file to the answer about a CVE.</summary>
public sealed class PredictionTests : IDisposable
{
    private const string Day = """
        #model_version:v2025.03.14,score_date:2026-01-02T00:00:00+0000
        cve,epss,percentile
        CVE-2021-44228,0.94358,0.99961
        CVE-1999-0001,0.01023,0.8358
        CVE-2024-123456,4.3e-04,0.00012

        """;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _export = new();
    private readonly CollectingLog _log = new();

    public PredictionTests() => OsvExport.Put(_export["osv"], "npm", ("A.json", OsvExport.Record("A", "npm", "thing", "2.0")));

    public void Dispose()
    {
        _folder.Dispose();
        _export.Dispose();
    }

    [Theory]
    [InlineData("CVE-2021-44228", 0.94358, 0.99961)]
    [InlineData("CVE-1999-0001", 0.01023, 0.8358)]
    [InlineData("CVE-2024-123456", 0.00043, 0.00012)]
    public async Task Keeps_score_percentile_and_day(string cve, double probability, double percentile)
    {
        await BuildAsync(Write("scores.csv", Encoding.UTF8.GetBytes(Day)));

        using var store = PredictionStore.Open(_folder.Path)!;
        Assert.Equal(new(probability, percentile, new(2026, 1, 2)), store.Find(cve));
        Assert.Equal((3, "v2025.03.14"), (store.Count, store.Model));
        Assert.DoesNotContain(_log.Codes, code => code != "PG4009");
    }

    [Theory]
    [InlineData("CVE-2021-44229")]
    [InlineData("CVE-2021-4422")]
    [InlineData("GHSA-aaaa-bbbb-cccc")]
    [InlineData("CVE-2021-99999999999")]
    [InlineData("")]
    public async Task Has_no_score_for_others(string id)
    {
        await BuildAsync(Write("scores.csv", Encoding.UTF8.GetBytes(Day)));

        using var store = PredictionStore.Open(_folder.Path)!;
        Assert.Null(store.Find(id));
    }

    [Theory]
    [InlineData("osv/epss")]
    [InlineData("epss")]
    public async Task Is_taken_along_with_the_export(string place)
    {
        Directory.CreateDirectory(_export[place]);
        await File.WriteAllBytesAsync(Path.Combine(_export[place], "epss_scores-current.csv.gz"), Gzip(Day), Cancel);

        await BuildAsync(null);

        Assert.Equal([new("EPSS", 3, new(2026, 1, 2))], new AdvisoryDatabase(_folder.Path).Exploitation(_log));
    }

    [Fact]
    public async Task Is_fetched_from_a_named_address_and_not_again_while_it_is_unchanged()
    {
        using var server = new LoopbackServer((path, _) => path == "/some%20base/epss_scores-2026-01-02.csv.gz" ? new(200, Gzip(Day), "ETag: \"1\"\r\n") : Answer.Of(404));
        await BuildAsync($"{server.Address}/epss_scores-2026-01-02.csv.gz");
        await BuildAsync($"{server.Address}/epss_scores-2026-01-02.csv.gz");

        Assert.Contains("If-None-Match: \"1\"", server.Requests[^1], StringComparison.Ordinal);
        using var store = PredictionStore.Open(_folder.Path)!;
        Assert.NotNull(store.Find("CVE-2021-44228"));
        Assert.DoesNotContain("PG4020", _log.Codes);
    }

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("no day", "cve,epss,percentile\nCVE-2021-44228,0.9,0.9\n")]
    [InlineData("no header", "#model_version:v1,score_date:2026-01-02\nCVE-2021-44228,0.9,0.9\n")]
    [InlineData("no score", "#model_version:v1,score_date:2026-01-02\ncve,epss,percentile\n")]
    [InlineData("only bad scores", "#model_version:v1,score_date:2026-01-02\ncve,epss,percentile\nCVE-2021-44228,1.5,0.9\nCVE-2021-44228,x,0.9\nCVE-1,0.1,0.1\n")]
    [InlineData("a page", "<html>not here</html>")]
    public async Task What_is_no_table_of_scores_leaves_what_was_there(string what, string text)
    {
        await BuildAsync(Write("scores.csv", Encoding.UTF8.GetBytes(Day)));

        await BuildAsync(Write("scores.csv", Encoding.UTF8.GetBytes(text)));

        Assert.True(_log.Codes.Contains("PG4020"), what);
        using var store = PredictionStore.Open(_folder.Path)!;
        Assert.Equal(3, store.Count);
    }

    [Fact]
    public async Task A_cut_download_and_an_endless_line_are_refused()
    {
        await BuildAsync(Write("cut.csv.gz", Gzip(Day)[..^12]));
        await BuildAsync(Write("line.csv", new byte[100_000].Select(_ => (byte)'a').ToArray()));
        await BuildAsync(_export["missing.csv.gz"]);

        Assert.Equal(3, _log.Codes.Count(code => code == "PG4020"));
        Assert.Null(PredictionStore.Open(_folder.Path));
    }

    [Fact]
    public async Task Bad_lines_are_left_out_and_counted()
    {
        await BuildAsync(Write("scores.csv", Encoding.UTF8.GetBytes(Day + "CVE-2024-1,2.0,0.1\nwhat\n")));

        Assert.Contains("2 of its lines", Assert.Single(_log.Problems, problem => problem.Info.Code == "PG4020").Detail, StringComparison.Ordinal);
        Assert.Equal(3, new AdvisoryDatabase(_folder.Path).Exploitation(_log)[0].Entries);
    }

    [Fact]
    public async Task The_same_file_gives_the_same_bytes()
    {
        await BuildAsync(Write("scores.csv", Encoding.UTF8.GetBytes(Day)));
        var first = await File.ReadAllBytesAsync(PredictionStore.PathIn(_folder.Path), Cancel);
        await BuildAsync(Write("scores.csv.gz", Gzip(Day)));

        Assert.Equal(first, await File.ReadAllBytesAsync(PredictionStore.PathIn(_folder.Path), Cancel));
    }

    [Fact]
    public async Task The_highest_score_of_several_cves_counts_and_old_scores_are_said()
    {
        await BuildAsync(Write("scores.csv", Encoding.UTF8.GetBytes(Day)));
        using var library = new AdvisoryLibrary(
            new(_folder.Path) { Time = new FixedTime(new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero)), MaxAge = TimeSpan.FromDays(7) }, _log);

        Assert.Equal(0.94358, library.PredictionOf(["CVE-1999-0001", "CVE-2021-44228", "CVE-2000-1"])?.Probability);
        Assert.Equal("PG4021: EPSS: The scores are of 2026-01-02, 30 days old; they were used all the same.", _log.Problems.Last().ToString());
    }

    private async Task BuildAsync(string? epss) =>
        await new AdvisoryDatabase(_folder.Path) { Predictions = epss }.BuildAsync([_export["osv"]], null, _log, cancellation: Cancel);

    private string Write(string name, byte[] content)
    {
        File.WriteAllBytes(_export[name], content);
        return _export[name];
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
