using System.Globalization;
using CsCheck;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers;

namespace PipelineGuard.Packages.Java;

/// <summary>Java archives made to exhaust us, to hide what they hold, or to be read in two ways.</summary>
public sealed class HostileJarTests
{
    private const string Log4j = "META-INF/maven/org.apache.logging.log4j/log4j-core/pom.properties";
    private const string Properties = "groupId=org.apache.logging.log4j\nartifactId=log4j-core\nversion=2.14.1\n";
    private static readonly ImagePath Path = ImagePath.Of("app/shop.jar");
    private readonly ProblemList _log = new();

    public static TheoryData<string, byte[]> Sound => new()
    {
        { "stored", new MadeZip().With(Log4j, Properties, isCompressed: false).ToBytes() },
        { "zip64", new MadeZip { IsLarge = true }.With(Log4j, Properties).ToBytes() },
        { "script in front", new MadeZip { Prefix = "#!/bin/sh\nexec java -jar $0\n" }.With(Log4j, Properties).ToBytes() },
        { "zip64 behind a script", new MadeZip { IsLarge = true, Prefix = "#!/bin/sh\n" }.With(Log4j, Properties).ToBytes() },
        { "bytes behind the end", new MadeZip { Suffix = "padding" }.With(Log4j, Properties).ToBytes() },
        { "false ends behind the end", new MadeZip { Suffix = "PK\x05\x06" + new string('\x1', 40) }.With(Log4j, Properties).ToBytes() },
        { "nested", new MadeZip().With("lib/a.jar", Jar).ToBytes() },
        { "nested and stored", new MadeZip().With("lib/a.jar", Jar, isCompressed: false).ToBytes() },
        { "nested, upper case", new MadeZip().With("LIB/A.JAR", Jar).ToBytes() },
    };

    [Theory, MemberData(nameof(Sound))]
    public void Reads_what_java_reads(string layout, byte[] jar)
    {
        Assert.Equal("org.apache.logging.log4j:log4j-core", Assert.Single(Read(jar)).Name);
        Assert.True(_log.Problems.Count == 0, layout);
    }

    // Every one of them holds log4j-core beside the damage.
    public static TheoryData<string, byte[]> Damaged => new()
    {
        { "nested archive is none", new MadeZip().With(Log4j, Properties).With("a.jar", "PK").ToBytes() },
        { "nested archive is larger than it says", new MadeZip().With(Log4j, Properties).With("a.jar", new byte[1000], claimedSize: 500).ToBytes() },
        { "nested archive is smaller than it says", new MadeZip().With(Log4j, Properties).With("a.jar", Jar, claimedSize: 5_000_000).ToBytes() },
        { "nested archive lies behind the end", new MadeZip().With(Log4j, Properties).With("a.jar", Jar, isCompressed: false, claimedSize: 1 << 30, claimedStored: 1 << 30).ToBytes() },
        { "two sizes", new MadeZip().With(Log4j, Properties).With("a.jar", Jar, isCompressed: false, claimedSize: 5).ToBytes() },
        { "unknown compression", new MadeZip().With(Log4j, Properties).With("a.jar", Jar, method: 12).ToBytes() },
        { "no deflate data", new MadeZip().With(Log4j, Properties).With("a.jar", "\xff\xff\xff", isCompressed: false, method: 8).ToBytes() },
        { "negative size", new MadeZip { IsLarge = true }.With(Log4j, Properties).With("a.jar", Jar, isCompressed: false, claimedSize: -1, claimedStored: -1).ToBytes() },
        { "manifest without end", new MadeZip().With(Log4j, Properties).With("META-INF/MANIFEST.MF", "a", claimedSize: 100_000).ToBytes() },
        { "path that leaves the archive", new MadeZip().With(Log4j, Properties).With("../../../etc/a.jar", "PK").ToBytes() },
    };

    [Theory, MemberData(nameof(Damaged))]
    public void Reports_damage_and_lists_everything_else(string damage, byte[] jar)
    {
        Assert.Equal("org.apache.logging.log4j:log4j-core", Assert.Single(Read(jar)).Name);
        var problem = Assert.Single(_log.Problems);
        Assert.True(problem.Info == Problems.PackageDataDamaged && problem.Subject == Path.Value, damage);
    }

    public static TheoryData<string, byte[]> Unreadable => new()
    {
        { "text", "no archive"u8.ToArray() },
        { "encrypted", new MadeZip { Flags = 1 }.With(Log4j, Properties).ToBytes() },
        { "cut", Jar[..^30] },
        { "start is gone", Jar[60..] },
        { "thousands of ends", System.Text.Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat("PK\x05\x06", 20_000))) },
    };

    [Theory, MemberData(nameof(Unreadable))]
    public void Says_so_when_nothing_can_be_read(string damage, byte[] jar)
    {
        Read(jar);

        Assert.True(_log.Problems is [{ Info.Effect: ProblemEffect.Incomplete }, ..] && _log.Problems.All(problem => problem.Subject == Path.Value), damage);
    }

    [Fact]
    public void Stops_at_archives_nested_too_deep()
    {
        var jar = Jar;
        for (int i = 0; i < 40; i++) jar = new MadeZip().With("a.jar", jar).With(Log4j, Properties).ToBytes();

        Assert.Equal(9, Read(jar).Count);
        Assert.Equal(Problems.JavaArchiveTooLarge, Assert.Single(_log.Problems).Info);
    }

    [Fact]
    public void Does_not_unpack_an_archive_of_terabytes()
    {
        var jar = new MadeZip { IsLarge = true }.With("bomb.jar", "", claimedSize: 1L << 42).With("lib/a.jar", Jar).ToBytes();

        Assert.Single(Read(jar));
        var problem = Assert.Single(_log.Problems);
        Assert.True(problem.Info == Problems.JavaArchiveTooLarge && problem.Detail.Contains("'bomb.jar'", StringComparison.Ordinal));
    }

    // Three gigabytes of zeros have three megabytes; archives are compressed already and hardly shrink any further.
    [Fact]
    public void Does_not_unpack_an_archive_that_grows_as_none_does()
    {
        var jar = new MadeZip().With("bomb.jar", new byte[70 << 20]).With("lib/a.jar", Jar).ToBytes();

        Assert.Single(Read(jar));
        var problem = Assert.Single(_log.Problems);
        Assert.True(problem.Info == Problems.JavaArchiveTooLarge && problem.Detail.Contains("'bomb.jar'", StringComparison.Ordinal));
    }

    [Fact]
    public void Reads_many_entries_that_share_their_bytes_only_so_often()
    {
        var jar = Jar;
        for (int level = 0; level < 3; level++) jar = Many("a{0}.jar", jar, 100);

        Read(jar);

        Assert.Equal(Problems.JavaArchiveTooLarge, Assert.Single(_log.Problems).Info);
    }

    [Fact]
    public void Reads_only_so_many_of_mavens_files()
    {
        var zip = new MadeZip();
        for (int i = 0; i < 60_000; i++) zip.With(string.Create(CultureInfo.InvariantCulture, $"META-INF/maven/g/a{i}/pom.properties"), "version=1", isCompressed: false);

        Assert.Equal(50_000, Read(zip.ToBytes()).Count);
        Assert.Equal(Problems.JavaArchiveTooLarge, Assert.Single(_log.Problems).Info);
    }

    [Fact]
    public void Reads_no_definitions_of_a_document()
    {
        const string Pom = """<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "&a;&a;">]><project><groupId>g</groupId><artifactId>&b;</artifactId><version>1</version></project>""";

        Assert.Empty(Read(new MadeZip().With("META-INF/maven/g/a/pom.xml", Pom).ToBytes()));
    }

    [Theory]
    [InlineData("<project><version>${a}</version><properties><a>${b}</a><b>${a}</b></properties></project>")]
    [InlineData("<project><version>${a}</version><properties><a>1${a}${a}${a}${a}</a></properties></project>")]
    public void Gives_up_on_properties_without_end(string pom) => Assert.Empty(Read(new MadeZip().With("META-INF/maven/g/a/pom.xml", pom).ToBytes()));

    [Fact]
    public void Survives_a_pom_of_a_hundred_thousand_levels()
    {
        var pom = "<project>" + string.Concat(Enumerable.Repeat("<licenses>", 100_000));

        Assert.Empty(Read(new MadeZip().With("META-INF/maven/g/a/pom.xml", pom).ToBytes()));
    }

    [Fact]
    public void Never_throws_on_any_file_name() =>
        Gen.String[Gen.OneOf(Gen.Const('-'), Gen.Const('.'), Gen.Char['0', '9'], Gen.Char['a', 'z'], Gen.Char), 0, 12].Sample(
            name =>
            {
                if (!ImagePath.TryNormalize($"app/{name}.jar", out var path)) return;
                Assert.All(new PackageFileReader().Read(new(path, Jar), new ProblemList()).Packages, package => Assert.StartsWith("org.apache.logging.log4j:", package.Name, StringComparison.Ordinal));
                new PackageFileReader().Read(new(path, Nothing), new ProblemList());
            },
            iter: 3_000);

    [Fact]
    public void Never_throws_on_changed_bytes() =>
        Gen.Select(Gen.OneOfConst([.. Sound.Select(row => row.Data.Item2)]), Gen.Select(Gen.Int[0, 4000], Gen.Byte).Array[1, 6], Gen.Int[0, 50]).Sample(
            (jar, changes, cut) =>
            {
                byte[] changed = [.. jar.AsSpan(0, Math.Max(0, jar.Length - (cut < 40 ? 0 : cut)))];
                foreach (var (at, value) in changes)
                {
                    if (changed.Length > 0) changed[at % changed.Length] = value;
                }
                var log = new ProblemList();
                new PackageFileReader().Read(new(Path, changed), log);
                Assert.All(log.Problems, problem => Assert.Equal(ProblemEffect.Incomplete, problem.Info.Effect));
            },
            iter: 5_000);

    private static byte[] Nothing { get; } = new MadeZip().ToBytes();

    private static byte[] Jar { get; } = new MadeZip().With(Log4j, Properties).ToBytes();

    private static byte[] Many(string name, byte[] content, int count)
    {
        var zip = new MadeZip();
        for (int i = 0; i < count; i++) zip.With(string.Format(CultureInfo.InvariantCulture, name, i), content, isCompressed: content.Length > 1000);
        return zip.ToBytes();
    }

    private List<Package> Read(byte[] jar) => [.. new PackageFileReader().Read(new(Path, jar), _log).Packages];
}
