using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using CsCheck;
using PipelineGuard.Archives;
using PipelineGuard.Findings;
using PipelineGuard.Images.Building;
using PipelineGuard.Packages.Java;
using PipelineGuard.Scanning;

namespace PipelineGuard.Secrets;

/// <summary>Secrets in archives are found with the way that leads there; archives made to exhaust a scanner are given up aloud.</summary>
public sealed class ArchiveTests
{
    private static readonly string Token = new SampleText(9).Expand("ghp_{alnum:30}{crc62:6}");

    private static readonly string Settings = $"# settings\ntoken = {Token}\n";

    private static readonly ImmutableArray<(string Archive, byte[] Content, string Inside)> Archives =
    [
        ("app/app.zip", Zip("conf/a.ini"), "conf/a.ini"),
        ("app/stored.zip", new MadeZip().With("a.ini", Settings, isCompressed: false).ToBytes(), "a.ini"),
        ("app/start.jar", new MadeZip { Prefix = "#!/bin/sh\nexec java -jar $0\n" }.With("a.ini", Settings).ToBytes(), "a.ini"),
        ("app/no-name-tells", Zip("a.ini"), "a.ini"),
        ("app/app.tar", Tar("etc/a.ini"), "etc/a.ini"),
        ("app/app.tar.gz", Gzip(Tar("etc/a.ini")), "etc/a.ini"),
        ("app/a.ini.gz", Gzip(Encoding.UTF8.GetBytes(Settings)), "a.ini"),
        ("app/app.tar.zst", Zstd(Tar("etc/a.ini")), "etc/a.ini"),
        ("app/app_1_all.deb", Deb(("debian-binary", "2.0\n"u8.ToArray()), ("control.tar.gz", Gzip(Tar("control", "Package: app"))), ("data.tar.gz", Gzip(Tar("./etc/a.ini")))), "etc/a.ini"),
        ("app/all.war", new MadeZip().With("WEB-INF/lib/inner.jar", Zip("a.ini")).ToBytes(), "WEB-INF/lib/inner.jar!/a.ini"),
        ("app/deep.tar.gz", Gzip(Tar("x.zip", new MadeZip().With("y.tgz", Gzip(Tar("a.ini"))).ToBytes())), "x.zip!/y.tgz!/a.ini"),
    ];

    public static TheoryData<string> Names => [.. Archives.Select(archive => archive.Archive)];

    [Theory, MemberData(nameof(Names))]
    public void Found_with_the_way_there(string name)
    {
        var (path, content, inside) = Archives.Single(archive => archive.Archive == name);

        var hit = Assert.Single(Search(path, content, out var problems));

        Assert.Equal(("PGS100", inside, 2), (hit.Rule.Id, hit.Inside, hit.Line));
        Assert.Empty(problems);
    }

    [Fact]
    public async Task The_report_names_archive_and_entry()
    {
        Assert.Equal(["srv/app.tgz!/conf/a.ini(2,9)"], await PlacesAsync("srv/app.tgz", Gzip(Tar("conf/a.ini"))));
    }

    [Theory]
    [InlineData("usr/share/java/app.jar")]
    [InlineData("usr/lib/python3/app.whl")]
    [InlineData("root/.m2/repository/app/app.jar")]
    [InlineData("var/cache/apt/archives/app.deb")]
    public async Task Archives_of_package_managers_stay_closed(string path)
    {
        Assert.Empty(await PlacesAsync(path, Zip("a.ini")));
    }

    [Theory]
    [InlineData("package/apis/s3.examples.json")]
    [InlineData("package/lib/client.d.ts")]
    public async Task Examples_in_archives_of_npm_are_silent(string entry)
    {
        Assert.Empty(await PlacesAsync("srv/sdk.tgz", Gzip(Tar(entry))));
    }

    [Fact]
    public void Whole_files_in_archives_are_known()
    {
        var (path, sample) = ("id.pgpass", $"db.internal:5432:app:app:{new SampleText(4).Expand("{alnum:20}")}\n");

        Assert.Equal(".pgpass", Assert.Single(Search("app/home.zip", new MadeZip().With(".pgpass", sample).ToBytes(), out _)).Inside);
        Assert.Empty(Search("app/home.zip", new MadeZip().With(path, "nothing").ToBytes(), out _));
    }

    [Fact]
    public void A_bomb_is_given_up_and_what_stands_in_front_is_found()
    {
        var zeros = new byte[300 << 20];
        var bomb = new MadeZip().With("a.ini", Settings).With("zeros", zeros).ToBytes();

        Assert.Single(Search("app/bomb.zip", bomb, out var problems));
        Assert.Equal([Problems.ArchiveTooLarge], problems);
        Assert.Empty(Search("app/bomb.gz", Gzip(zeros), out problems));
        Assert.Equal([Problems.ArchiveTooLarge], problems);
    }

    [Fact]
    public void Nested_bombs_are_given_up()
    {
        var bomb = new byte[20 << 20];
        var inner = new MadeZip().With("zeros", bomb).ToBytes();
        var middle = Enumerable.Range(0, 10).Aggregate(new MadeZip(), (zip, i) => zip.With($"{i}.zip", inner)).ToBytes();
        var outer = Enumerable.Range(0, 10).Aggregate(new MadeZip(), (zip, i) => zip.With($"{i}.zip", middle)).ToBytes();

        Assert.Empty(Search("app/42.zip", outer, out var problems));

        Assert.Equal([Problems.ArchiveTooLarge], problems);
    }

    [Fact]
    public void Nesting_without_end_is_given_up()
    {
        var content = Zip("a.ini");
        for (int i = 0; i < 20; i++) content = new MadeZip().With("x.zip", content).ToBytes();

        Assert.Empty(Search("app/deep.zip", content, out var problems));

        Assert.Equal([Problems.ArchiveTooLarge], problems);
    }

    [Fact]
    public void More_files_than_anybody_has_are_given_up()
    {
        var zip = Enumerable.Range(0, UnpackingBudget.MaxEntries + 1).Aggregate(new MadeZip(), (zip, i) => zip.With($"{i}", [], isCompressed: false));

        Search("app/many.zip", zip.ToBytes(), out var problems);

        Assert.Equal([Problems.ArchiveTooLarge], problems);
    }

    [Fact]
    public void Lying_sizes_are_damage_and_hide_little()
    {
        var zip = new MadeZip().With("short.ini", Settings, claimedSize: 7).With("long.ini", Settings, claimedSize: 70_000).With("honest.ini", Settings);

        Assert.Equal(["long.ini", "honest.ini"], Search("app/lies.zip", zip.ToBytes(), out var problems).Select(hit => hit.Inside));
        Assert.Equal([Problems.ArchiveDamaged], problems);
    }

    [Fact]
    public void Cut_short_is_damage_and_what_stands_in_front_is_found()
    {
        var noise = new Draw(3).Bytes(200_000);
        var tar = Gzip(Tar(("a.ini", Encoding.UTF8.GetBytes(Settings)), ("noise", noise)));

        Assert.Single(Search("app/cut.tar.gz", tar[..^1000], out var problems));
        Assert.Equal([Problems.ArchiveDamaged], problems);
        Search("app/cut.zip", Zip("a.ini")[..^10], out problems);
        Assert.Equal([Problems.ArchiveDamaged], problems);
    }

    [Fact]
    public void Encrypted_entries_and_other_compressions_are_said()
    {
        Search("app/locked.zip", new MadeZip { Flags = 1 }.With("a.ini", Settings).ToBytes(), out var problems);
        Assert.Equal([Problems.ArchiveNotOpened], problems);
        Search("app/app.zip", new MadeZip().With("inner.7z", [(byte)'7', (byte)'z', 0xbc, 0xaf, 0x27, 0x1c, 0, 4]).ToBytes(), out problems);
        Assert.Equal([Problems.ArchiveNotOpened], problems);
    }

    [Fact]
    public void Merely_called_so_is_no_damage()
    {
        Assert.Empty(Search("app/placeholder.jar", "nothing"u8.ToArray(), out var problems));
        Assert.Empty(problems);
    }

    [Fact]
    public void No_bytes_make_it_fail()
    {
        Gen.Select(Gen.Int[0, Archives.Length - 1], Gen.Select(Gen.Int[0, 2000], Gen.Byte).Array[0, 6], Gen.Int[0, 60]).Sample((which, changes, cut) =>
        {
            var (path, content, _) = Archives[which];
            var broken = content.ToArray();
            foreach (var (at, value) in changes) broken[at % broken.Length] = value;
            Search(path, broken[..Math.Max(1, broken.Length - cut)], out _);
        }, iter: 2000);
    }

    private static async Task<IEnumerable<string>> PlacesAsync(string path, byte[] content)
    {
        using var guard = await GuardRun.WithStoreAsync();
        var result = await guard.ScanAsync(TestImage.Alpine().Layer().With(path, content).AsDockerArchive());
        return result.Report.Findings.Where(finding => finding.Kind == FindingKind.Secret).Select(finding => finding.Location.ToString());
    }

    private static ImmutableArray<SecretHit> Search(string path, byte[] content, out ImmutableArray<ProblemInfo> problems)
    {
        var log = new ProblemList();
        var secrets = new ArchivedSecrets(new SecretInspector());
        var walk = new ArchiveWalk([secrets], path, new(content.Length, new UnpackingTotal()));
        walk.Run(new MemoryStream(content), ArchiveKinds.Of(path, content.AsSpan(0, Math.Min(content.Length, 4096))));
        walk.Report(path, log);
        problems = [.. log.Found];
        return secrets.Hits;
    }

    private static byte[] Zip(string name) => new MadeZip().With(name, Settings).ToBytes();

    private static byte[] Tar(string name, string? text = null) => Tar(name, Encoding.UTF8.GetBytes(text ?? Settings));

    private static byte[] Tar(string name, byte[] content) => Tar((name, content));

    private static byte[] Tar(params (string Name, byte[] Content)[] files)
    {
        var bytes = new MemoryStream();
        using (var writer = new TarWriter(bytes, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (name, content) in files) writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        }
        return bytes.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(content);
        return bytes.ToArray();
    }

    private static byte[] Zstd(byte[] content)
    {
        using var compressor = new ZstdSharp.Compressor();
        return compressor.Wrap(content).ToArray();
    }

    // deb(5), ar(5).
    private static byte[] Deb(params (string Name, byte[] Content)[] members)
    {
        var bytes = new MemoryStream();
        bytes.Write("!<arch>\n"u8);
        foreach (var (name, content) in members)
        {
            bytes.Write(Encoding.ASCII.GetBytes($"{name,-16}{0,-12}{0,-6}{0,-6}{"100644",-8}{content.Length,-10}`\n"));
            bytes.Write(content);
            if (content.Length % 2 == 1) bytes.WriteByte((byte)'\n');
        }
        return bytes.ToArray();
    }

    private sealed class ProblemList : IScanLog
    {
        public List<ProblemInfo> Found { get; } = [];

        public void Report(ScanProblem problem) => Found.Add(problem.Info);
    }
}
