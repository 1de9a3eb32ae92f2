using System.Diagnostics;
using CsCheck;

namespace PipelineGuard.Archives;

/// <summary>Archives made by the programs that people make them with are opened; made to exhaust a scanner, or cut, they are given up aloud.</summary>
public sealed class RealArchivesTests
{
    // rpm takes no folder with a space in its name.
    private const string Spec = "Name: app\\nVersion: 1\\nRelease: 1\\nSummary: a\\nLicense: MIT\\nBuildArch: noarch\\n%description\\na\\n%install\\nmkdir -p %{buildroot}/etc; cp ../a.ini %{buildroot}/etc/\\n%files\\n/etc/a.ini\\n";

    private const string Deb = "mkdir -p t/DEBIAN t/etc && cp a.ini t/etc/ && printf 'Package: app\\nVersion: 1\\nArchitecture: all\\nMaintainer: a\\nDescription: a\\n' >t/DEBIAN/control && dpkg-deb --root-owner-group -b";

    public static TheoryData<string, string, string, string> Made => new()
    {
        // the file, the program, what is run beside a.ini, where a.ini is found
        { "a.ini.xz", "xz", "xz -c a.ini >{file}", "a.ini" },
        { "several.xz", "xz", "(cat a.ini; seq 200000) | xz -T2 --block-size=100KiB --check=sha256 >{file}; head -c 8 /dev/zero >>{file}; xz --check=none -c a.ini >>{file}", "several" },
        { "crc32.xz", "xz", "xz -9e --check=crc32 -c a.ini >{file}", "crc32" },
        { "code.xz", "xz", "xz --x86 --lzma2=dict=1MiB -c a.ini >{file}", "code" },
        { "app.txz", "xz", "tar -cJf {file} ./a.ini", "a.ini" },
        { "a.ini.bz2", "bzip2", "bzip2 -c a.ini >{file}", "a.ini" },
        { "several.bz2", "bzip2", "bzip2 -c a.ini >{file}; seq 300000 | bzip2 -c >>{file}", "several" },
        { "app.tbz2", "bzip2", "tar -cjf {file} a.ini", "a.ini" },
        { "app.zst.deb", "dpkg-deb", $"{Deb} -Zzstd t {{file}}", "etc/a.ini" },
        { "app.xz.deb", "dpkg-deb", $"{Deb} -Zxz t {{file}}", "etc/a.ini" },
        { "app.none.deb", "dpkg-deb", $"{Deb} -Znone t {{file}}", "etc/a.ini" },
        { "gzip.rpm", "rpmbuild", Rpm("w6.gzdio"), "etc/a.ini" },
        { "xz.rpm", "rpmbuild", Rpm("w2.xzdio"), "etc/a.ini" },
        { "zstd.rpm", "rpmbuild", Rpm("w3.zstdio"), "etc/a.ini" },
        { "bzip2.rpm", "rpmbuild", Rpm("w9.bzdio"), "etc/a.ini" },
    };

    [Theory, MemberData(nameof(Made))]
    public async Task Opens_what_programs_make(string file, string program, string command, string inside)
    {
        var seen = ArchiveLines.Of($"srv/{file}", await MakeAsync(program, command, file));

        Assert.Contains(seen.Files, line => line.StartsWith($"{inside}: [app]", StringComparison.Ordinal));
        Assert.Empty(seen.Problems);
    }

    [Fact]
    public async Task Reads_every_block_and_stream()
    {
        var seen = ArchiveLines.Of("srv/several.xz", await MakeAsync("xz", "(cat a.ini; seq 200000) | xz -T2 --block-size=100KiB >{file}; xz -c a.ini >>{file}", "several.xz"));

        Assert.Equal(["several: [app] (1288907)"], seen.Files);
    }

    [Fact]
    public async Task Payloads_that_are_not_known_are_said()
    {
        Assert.Equal(["PG7004"], ArchiveLines.Of("srv/old.rpm", await MakeAsync("rpmbuild", Rpm("w7.lzdio"), "old.rpm")).Codes);
    }

    [Fact]
    public async Task Locked_archives_and_other_kinds_are_said()
    {
        Assert.Equal(["PG7004"], ArchiveLines.Of("srv/a.zip", await MakeAsync("zip", "zip -q -P words {file} a.ini", "a.zip")).Codes);
        Assert.Equal(["PG7004"], ArchiveLines.Of("srv/a.tar.gz", await MakeAsync("lz4", "lz4 -q a.ini a.lz4; tar -czf {file} a.lz4", "a.tar.gz")).Codes);
    }

    [Fact]
    public async Task What_wants_too_much_memory_is_given_up()
    {
        var seen = ArchiveLines.Of("srv/a.xz", await MakeAsync("xz", "xz --lzma2=dict=128MiB -c a.ini >{file}", "a.xz"));

        Assert.Equal(["PG7002"], seen.Codes);
    }

    [Fact]
    public async Task Bombs_are_given_up()
    {
        Assert.Equal(["PG7002"], ArchiveLines.Of("srv/bomb", await MakeAsync("xz", "head -c 300M /dev/zero | xz -0 >{file}", "bomb")).Codes);
    }

    [Theory]
    [InlineData("xz", "(cat a.ini; seq 100000) | xz -c >{file}")]
    [InlineData("bzip2", "(cat a.ini; seq 400000) | bzip2 -1c >{file}")]
    [InlineData("rpmbuild", "cp a.ini b; (cat b; seq 100000) >a.ini; " + "RPM")]
    public async Task Cut_short_is_damage_and_what_stands_in_front_is_seen(string program, string command)
    {
        var whole = await MakeAsync(program, command.Replace("RPM", Rpm("w3.zstdio"), StringComparison.Ordinal), "cut");
        var seen = ArchiveLines.Of("srv/cut", whole[..^100]);

        Assert.Contains(seen.Files, line => line.Contains(": [app] (", StringComparison.Ordinal));
        Assert.Equal(["PG7003"], seen.Codes);
    }

    [Theory]
    [InlineData("a.xz", "xz", "(cat a.ini; seq 300) | xz --lzma2=dict=64KiB -c >{file}")]
    [InlineData("a.bz2", "bzip2", "(cat a.ini; seq 300) | bzip2 -1c >{file}")]
    [InlineData("a.rpm", "rpmbuild", "RPM")]
    public async Task No_bytes_make_it_fail(string file, string program, string command)
    {
        var whole = await MakeAsync(program, command.Replace("RPM", Rpm("w6.gzdio"), StringComparison.Ordinal), file);

        Gen.Select(Gen.Select(Gen.Int[6, whole.Length - 1], Gen.Byte).Array[1, 6], Gen.Int[0, 60]).Sample((changes, cut) =>
        {
            var broken = whole.ToArray();
            foreach (var (at, value) in changes) broken[at] = value;
            ArchiveLines.Of(file, broken[..^cut]);
        }, iter: 100);
    }

    private static string Rpm(string payload) =>
        $"printf '{Spec.Replace("%{", "%%{", StringComparison.Ordinal).Replace("%d", "%%d", StringComparison.Ordinal).Replace("%i", "%%i", StringComparison.Ordinal).Replace("%f", "%%f", StringComparison.Ordinal)}' >app.spec; top=$(mktemp -d); mkdir $top/BUILD; cp a.ini $top; rpmbuild -bb --quiet --define \"_topdir $top\" --define '_binary_payload {payload}' app.spec >log 2>&1 || {{ cat log >&2; false; }}; cp $top/RPMS/noarch/*.rpm {{file}}; rm -r $top";

    private static async Task<byte[]> MakeAsync(string program, string command, string file)
    {
        bool isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
        if (!isThere && Environment.GetEnvironmentVariable("PIPELINEGUARD_MUST_NOT_SKIP") is null) Assert.Skip($"There is no {program}: install it from Debian's packages.");
        using var folder = new Advisories.TemporaryFolder();
        await File.WriteAllTextAsync(folder["a.ini"], "[app]\n", TestContext.Current.CancellationToken);
        var how = new ProcessStartInfo("sh", ["-ec", command.Replace("{file}", $"made-{file}", StringComparison.Ordinal)]) { WorkingDirectory = folder.Path, RedirectStandardError = true };
        using var shell = Process.Start(how)!;
        var said = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(shell.ExitCode == 0, said);
        return await File.ReadAllBytesAsync(folder[$"made-{file}"], TestContext.Current.CancellationToken);
    }
}
