using System.Text;
using PipelineGuard.Images.Building;
using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>Each kind of bad layer gives its own problem, in bounded time and memory, and the rest of the image is still read.</summary>
public sealed class HostileImageTests
{
    private static readonly byte[] End = new byte[1024];

    private static readonly Dictionary<string, (string Code, Func<TestImage, TestImage> MakeBad)> Bad = new()
    {
        ["truncated gzip"] = ("PG2005", image => image.With("x", Noise(100_000)).WithBlob(blob => blob[..^5000])),
        ["truncated zstd"] = ("PG2005", image => image.With("x", Noise(100_000)).Compressed(Compression.Zstd).WithBlob(blob => blob[..^5000])),
        ["truncated tar"] = ("PG2005", image => image.RawLayer(TestTar.Entry('0', "x", Noise(100_000))[..50_000])),
        ["damaged gzip"] = ("PG2005", image => image.With("x", Noise(100_000)).WithBlob(blob => [.. blob[..5000], .. new byte[5000], .. blob[10_000..]])),
        ["garbage"] = ("PG2005", image => image.RawLayer(Noise(10_000))),
        ["lying size"] = ("PG2005", image => image.RawLayer([.. TestTar.Header('0', "a", size: 1L << 40), .. End])),
        ["wrong digest"] = ("PG2006", image => image.With("x", "1").WithWrongDigest()),
        ["wrong diff id"] = ("PG2006", image => image.With("x", "1").WithWrongDiffId()),
        ["missing blob"] = ("PG2005", image => image.With("x", "1").WithMissingBlob()),
        ["unknown media type"] = ("PG2005", image => image.WithMediaType("application/vnd.acme.blob")),
        ["encrypted"] = ("PG2005", image => image.WithMediaType("application/vnd.oci.image.layer.v1.tar+gzip+encrypted")),
        ["foreign layer that was not saved"] = ("PG2005", image => image.WithMediaType("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip").With("x", "1").WithMissingBlob()),
        ["compressed in another way"] = ("PG2005", image => image.WithBlob(_ => [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0])),
        ["pax header of 100 MB"] = ("PG2007", image => image.RawLayer([.. TestTar.Header('x', "x", size: 100 << 20), .. new byte[100 << 20], .. End])),
        ["path out of the image"] = ("PG2008", image => image.WithRaw(TestTar.Entry('0', "../../etc/cron.d/x", [1]))),
        ["path with a NUL"] = ("PG2008", image => image.WithRaw([.. TestTar.Entry('x', "x", Encoding.UTF8.GetBytes(TestTar.PaxRecord("path", "a\0b"))), .. TestTar.Entry('0', "a", [1])])),
        ["path longer than any"] = ("PG2008", image => image.WithRaw([.. TestTar.Entry('x', "x", Encoding.UTF8.GetBytes(TestTar.PaxRecord("path", new string('a', 5000)))), .. TestTar.Entry('0', "a", [1])])),
        ["hard link out of the image"] = ("PG2008", image => image.WithRaw(TestTar.Header('1', "a", link: "../../etc/shadow"))),
        ["whiteout of nothing"] = ("PG2008", image => image.WithRaw(TestTar.Entry('0', "a/.wh.", [])).WithRaw(TestTar.Entry('0', "a/.wh...", []))),
    };

    public static MatrixTheoryData<string, bool> BadLayers => new([.. Bad.Keys], [false, true]);

    [Theory, MemberData(nameof(BadLayers))]
    public async Task Reports_a_bad_layer_and_reads_the_others(string what, bool inRegistry)
    {
        var image = Bad[what].MakeBad(TestImage.Empty().With("below", "1").Layer("RUN bad")).Layer("RUN above").With("above", "2");
        using var target = inRegistry ? image.InRegistry() : image.AsOciDirectory();
        using var read = await ReadImage.ReadAsync(target.Path, path => path is "below" or "above", access: target.Access);

        Assert.Equal([Bad[what].Code], read.Log.Codes);
        Assert.Equal(["above", "below"], read.Contents.Files.Select(file => file.Path.Value).Order(StringComparer.Ordinal));
        Assert.All(read.Contents.Files, file => Assert.True(file.Visible));
        Assert.Single(read.Contents.Layers, layer => !layer.Complete);
    }

    [Fact]
    public async Task Keeps_what_was_read_before_the_damage()
    {
        using var target = TestImage.Empty().With("first", "1").With("x", Noise(3_000_000)).WithBlob(blob => blob[..^5000]).AsOciDirectory();
        using var read = await ReadImage.ReadAsync(target.Path, path => path is "first");

        Assert.Equal(["0 first visible 1"], read.Files);
        Assert.False(read.Contents.Layers[0].Complete);
    }

    [Fact]
    public async Task A_wrong_digest_is_told_even_when_the_bytes_cannot_be_uncompressed()
    {
        using var target = TestImage.Empty().With("x", Noise(100_000)).AsOciDirectory();
        var blob = Directory.GetFiles(Path.Combine(target.Path, "blobs/sha256")).MaxBy(file => new FileInfo(file).Length)!;
        File.WriteAllBytes(blob, File.ReadAllBytes(blob)[..^5000]);
        using var read = await ReadImage.ReadAsync(target.Path, _ => false);

        Assert.Equal(["PG2005", "PG2006"], read.Log.Codes);
    }

    [Theory, InlineData(DigestChecks.Bytes, 0), InlineData(DigestChecks.BytesAndDiffIds, 1)]
    internal async Task Diff_ids_of_layers_with_a_digest_are_verified_on_demand(DigestChecks checks, int problems)
    {
        using var target = TestImage.Empty().With("x", "1").WithWrongDiffId().AsOciDirectory();
        using var read = await ReadImage.ReadAsync(target.Path, _ => false, checks: checks);

        Assert.Equal(problems, read.Log.Problems.Count);
    }

    [Fact]
    public async Task Diff_ids_of_layers_without_a_digest_are_always_verified()
    {
        using var target = TestImage.Empty().With("x", "1").WithWrongDiffId().AsDockerArchive();
        using var read = await ReadImage.ReadAsync(target.Path, _ => false, checks: DigestChecks.Bytes);

        Assert.Equal(["PG2006"], read.Log.Codes);
    }

    [Theory, InlineData(Compression.Gzip), InlineData(Compression.Zstd)]
    public async Task Bytes_behind_the_archive_are_part_of_the_digest(Compression compression)
    {
        // The tar ends, zeros and rubbish follow; all of it is hashed, so the digests hold.
        byte[] tar = [.. TestTar.Entry('0', "a", [65]), .. End, .. new byte[100_000], .. Noise(50_000)];
        using var target = TestImage.Empty().RawLayer(tar).Compressed(compression).AsOciDirectory();
        using var read = await ReadImage.ReadAsync(target.Path, path => path is "a");

        Assert.Empty(read.Log.Problems);
        Assert.Equal(["1 a visible A"], read.Files);
    }

    [Theory]
    [InlineData("ExpansionRatio", "100000000", "1000000", "50", "1000000")]
    [InlineData("LayerBytes", "10000000", "100000000", "200", "1000000")]
    [InlineData("LayerEntries", "100000000", "100000000", "200", "2")]
    public async Task Limits_end_a_layer_and_are_named(string limit, string bytes, string floor, string ratio, string entries)
    {
        var limits = new ReadLimits { LayerBytes = Number(bytes), ExpansionFloor = Number(floor), ExpansionRatio = (int)Number(ratio), LayerEntries = (int)Number(entries) };
        using var target = TestImage.Empty().With("a", "1").With("zeros", new byte[30 << 20]).With("b", "2").Layer().With("c", "3").AsOciDirectory();
        using var read = await ReadImage.ReadAsync(target.Path, path => path is "a" or "b" or "c", limits);

        Assert.Equal(["PG2007"], read.Log.Codes);
        Assert.Contains(limit, read.Log.Problems[0].Detail, StringComparison.Ordinal);
        Assert.Contains("1 c visible 3", read.Files);
        Assert.DoesNotContain("0 b visible 2", read.Files);
    }

    [Fact]
    public async Task Entries_of_all_layers_together_are_limited()
    {
        using var target = TestImage.Empty().With("a", "1").With("b", "2").Layer().With("c", "3").With("d", "4").AsOciDirectory();
        using var read = await ReadImage.ReadAsync(target.Path, _ => false, new() { ImageEntries = 3 });

        Assert.Equal(["PG2007"], read.Log.Codes);
    }

    [Fact]
    public async Task A_wanted_file_over_the_limit_is_reported_and_the_next_is_read()
    {
        using var target = TestImage.Empty().With("big", new byte[20_000]).With("small", "1").WithSymlink("link", "big").AsOciDirectory();
        using var read = await ReadImage.ReadAsync(target.Path, _ => true, new() { FileBytes = 10_000 });

        Assert.Equal(["0 small visible 1"], read.Files);
        Assert.Equal(["PG2007"], read.Log.Problems.Select(problem => problem.Info.Code));
        Assert.Equal("big", read.Log.Problems[0].Subject);
    }

    [Fact]
    public async Task A_wanted_sparse_file_is_reported()
    {
        using var target = TestImage.Empty().WithRaw([.. TestTar.Header('S', "sparse", size: 3), .. "abc"u8, .. new byte[509]]).With("next", "1").AsOciDirectory();
        using var read = await ReadImage.ReadAsync(target.Path, _ => true);

        Assert.Equal(["PG2009"], read.Log.Codes);
        Assert.Equal(["0 next visible 1"], read.Files);
    }

    [Fact]
    public async Task Thousands_of_refused_entries_give_a_few_problems_and_their_number()
    {
        var image = TestImage.Empty();
        for (int i = 0; i < 5_000; i++) image.WithRaw(TestTar.Entry('0', $"../{i}", []));
        using var target = image.AsOciDirectory();
        using var read = await ReadImage.ReadAsync(target.Path, _ => true);

        Assert.Equal(11, read.Log.Problems.Count);
        Assert.Contains(read.Log.Problems, problem => problem.Detail == "4990 more of this kind.");
    }

    [Fact]
    public async Task A_hundred_thousand_entries_are_cheap()
    {
        var image = TestImage.Empty();
        for (int i = 0; i < 100_000; i++) image.With($"usr/share/doc/package-{i / 20}/some-longer-file-name-{i}.txt", []);
        using var target = image.AsOciDirectory();
        using var read = await ReadImage.ReadAsync(target.Path, _ => false);

        Assert.Empty(read.Log.Problems);
        Assert.Equal(100_000, read.Contents.Layers[0].Files);
        Assert.Equal(105_003, read.Contents.View.Entries().Count());
    }

    [Fact]
    public async Task Cancelling_ends_the_read()
    {
        using var target = TestImage.Empty().With("x", Noise(20 << 20)).AsDockerArchive();
        using var image = Sources.ImageOpener.Open(target.Path, null, ReadLimits.Default, new TestLog(), TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();
        int calls = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ImageReader.ReadAsync(image, new Nothing(), ReadLimits.Default, new TestLog(), Progress, stop.Token));
        Assert.InRange(calls, 3, 10);

        void Progress(long done, long total)
        {
            if (++calls == 3) stop.Cancel();
        }
    }

    [Fact]
    public async Task Progress_counts_up_to_all_bytes()
    {
        using var target = TestImage.Empty().With("x", Noise(1 << 20)).Layer().With("y", Noise(1 << 20)).AsOciDirectory();
        using var image = Sources.ImageOpener.Open(target.Path, null, ReadLimits.Default, new TestLog(), TestContext.Current.CancellationToken);
        long most = 0, all = 0;
        await ImageReader.ReadAsync(
            image, new Nothing(), ReadLimits.Default, new TestLog(), (done, total) => { InterlockedMax(ref most, done); all = total; }, TestContext.Current.CancellationToken);

        Assert.Equal(image.Layers.Sum(layer => layer.Size), most);
        Assert.Equal(most, all);
    }

    private static void InterlockedMax(ref long target, long value)
    {
        for (long seen = Interlocked.Read(ref target); value > seen; seen = Interlocked.Read(ref target)) Interlocked.CompareExchange(ref target, value, seen);
    }

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    // Bytes that do not compress, the same every time (xorshift).
    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        ulong state = 0x9e3779b97f4a7c15;
        for (int i = 0; i < length; i++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            bytes[i] = (byte)state;
        }
        return bytes;
    }

    private sealed class Nothing : IFileAnalyzer<int>
    {
        public bool WantsName(ImagePath path) => false;

        public bool Wants(in FileFacts facts) => false;

        public IFileAnalysis<int>? Begin(in FileFacts facts, ReadOnlySpan<byte> head) => null;
    }
}
