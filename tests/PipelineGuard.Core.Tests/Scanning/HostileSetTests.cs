using System.IO.Compression;
using PipelineGuard.Advisories;
using PipelineGuard.Findings;
using PipelineGuard.Images.Building;
using PipelineGuard.Packages.Java;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>
/// What somebody may put into an image to lead a scanner out of it, to exhaust it, or to hide something from it: each ends, says so with its own code,
/// and hides nothing of the layers beside it. The default limits hold. What registries may do stands beside their source.
/// </summary>
public sealed class HostileSetTests : IDisposable
{
    private static readonly string Outside = string.Concat("host", "-", "secret");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static readonly Dictionary<string, (string Code, Func<TestImage, TestImage> MakeBad)> Loud = new()
    {
        ["a path that climbs out of the layer"] = ("PG2008", image => image.WithRaw(TestTar.Entry('0', "a/../../../etc/cron.d/x", [1]))),
        ["an absolute path that climbs out of the layer"] = ("PG2008", image => image.WithRaw(TestTar.Entry('0', "/../etc/cron.d/x", [1]))),
        ["a file below links that lead in a circle"] = ("PG2008", image => image.WithSymlink("x", "y").WithSymlink("y", "x").Layer("COPY").With("x/file", "1")),
        ["a hard link out of the layer"] = ("PG2008", image => image.WithRaw(TestTar.Header('1', "etc/os-release", link: "../../../../etc/passwd"))),
        ["a hard link to a file that only the host has"] = ("PG2008", image => image.WithRaw(TestTar.Header('1', "etc/issue", link: "/proc/self/environ"))),
        ["10 GB of zeros in 10 MB"] = ("PG2007", image => image.WithBlob(_ => Zeros(gigabytes: 10))),
        ["1,000 nested archives"] = ("PG3031", image => image.With("app/shop.jar", Nested(1000))),
        ["a size that lies"] = ("PG2005", image => image.WithRaw(TestTar.Header('0', "x", size: 1L << 50))),
        ["a pax header of 100 MB"] = ("PG2007", image => image.WithRaw([.. TestTar.Header('x', "x", size: 100 << 20), .. new byte[100 << 20]])),
        ["a wrong digest"] = ("PG2006", image => image.With("x", "1").WithWrongDigest()),
        ["a layer that is not there"] = ("PG2005", image => image.With("x", "1").WithMissingBlob()),
        ["a sparse file of a petabyte where packages are listed"] = ("PG2009", image => image.WithRaw([.. TestTar.Header('S', "app/package-lock.json", size: 512), .. new byte[512]])),
    };

    public static MatrixTheoryData<string, bool> LoudCases => new([.. Loud.Keys], [false, true]);

    [Theory, MemberData(nameof(LoudCases))]
    public async Task Is_told_and_the_rest_is_scanned(string what, bool inArchive)
    {
        var (code, makeBad) = Loud[what];
        var image = makeBad(TestImage.Alpine().Layer("RUN bad")).Layer("COPY").With("srv/package-lock.json", """{"lockfileVersion":3,"packages":{"node_modules/lodash":{"version":"4.17.15"}}}""");
        using var target = inArchive && !what.Contains("wrong digest", StringComparison.Ordinal) ? image.AsOciArchive() : image.AsOciDirectory();

        var report = await ScanAsync(target.Path);

        Assert.Equal(Verdict.Incomplete, report.Verdict);
        Assert.Contains(code, GuardRun.Codes(report));
        Assert.Contains(report.Targets[0].Packages, package => package.Name == "lodash");
        Assert.Contains(report.Targets[0].Packages, package => package.Name == "musl");
    }

    private static readonly Dictionary<string, Func<TestImage, TestImage>> Harmless = new()
    {
        ["links with absolute targets"] = image => image.WithSymlink("srv/package-lock.json", "/outside.json").WithSymlink("etc/x", "/etc/hostname"),
        ["links that climb above the root"] = image => image.WithSymlink("srv/package-lock.json", "../../../../../../../outside.json"),
        ["links that lead in a circle"] = image => image.WithSymlink("srv/package-lock.json", "b").WithSymlink("srv/b", "package-lock.json").WithSymlink("self", "."),
        ["device nodes where packages are listed"] = image => image.WithDevice("srv/package-lock.json").WithDevice("dev/sda"),
        ["a device node with a size"] = image => image.WithRaw([.. TestTar.Header('3', "dev/sda", size: 512), .. new byte[512]]),
        ["a pipe where packages are listed"] = image => image.WithRaw(TestTar.Header('6', "srv/package-lock.json")),
        ["two entries of one name"] = image => image.With("etc/x", Outside).With("etc/x", "2"),
    };

    public static TheoryData<string> HarmlessCases => [.. Harmless.Keys];

    // Engines take these too. What counts is that nothing outside of the image is read, and that it ends.
    [Theory, MemberData(nameof(HarmlessCases))]
    public async Task Leads_nowhere(string what)
    {
        using var target = Harmless[what](TestImage.Alpine().Layer("RUN odd")).AsOciDirectory();
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(target.Path)!, "outside.json"), """{"lockfileVersion":3,"packages":{"node_modules/host-secret":{"version":"1.0.0"}}}""");

        var report = await ScanAsync(target.Path);

        Assert.DoesNotContain(report.Targets[0].Packages, package => package.Name == Outside);
        Assert.Contains(report.Targets[0].Packages, package => package.Name == "musl");
        Assert.DoesNotContain(report.Problems, problem => problem.Info.Effect == ProblemEffect.Failure);
    }

    [Fact]
    public async Task Of_two_lists_of_images_in_one_archive_the_last_counts_as_for_engines()
    {
        var (bad, good) = (TestImage.Alpine().Named("bad:1"), TestImage.Debian().Named("good:1"));
        var (first, last) = (DockerArchiveWriter.Write(bad), DockerArchiveWriter.Write(good));
        using var target = TestTarget.File("image.tar", [.. first[..^1024], .. last]);

        var report = await ScanAsync(target.Path);

        Assert.Equal("debian", report.Targets[0].Distribution?.Id);
    }

    private async Task<ScanReport> ScanAsync(string target)
    {
        var options = new GuardOptions { Targets = [target], Outputs = [], Starter = true, Offline = true, Database = _folder["stores"], CacheFolder = _folder["cache"] };
        return (await Guard.RunAsync(options, new SilentLog(), TestContext.Current.CancellationToken)).Report;
    }

    // A file of as many zeros: gzip's members may stand one behind the other (RFC 1952 §2.2).
    private static byte[] Zeros(int gigabytes)
    {
        const int Piece = 16 << 20;
        long size = (long)gigabytes << 30;
        var piece = Smallest(new byte[Piece]);
        byte[] blob = [.. Smallest(TestTar.Header('0', "zeros", size: size)), .. Enumerable.Repeat(piece, (int)(size / Piece)).SelectMany(bytes => bytes), .. Smallest(new byte[1024])];
        Assert.InRange(blob.Length, 1, 11 << 20);
        return blob;
    }

    private static byte[] Smallest(byte[] bytes)
    {
        var result = new MemoryStream();
        using (var gzip = new GZipStream(result, CompressionLevel.SmallestSize)) gzip.Write(bytes);
        return result.ToArray();
    }

    private static byte[] Nested(int levels)
    {
        var jar = new MadeZip().With("a.txt", "innermost").ToBytes();
        for (int i = 0; i < levels; i++) jar = new MadeZip().With("a.jar", jar, isCompressed: false).ToBytes();
        return jar;
    }
}
