using System.Text;
using CsCheck;
using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers;
using PipelineGuard.Packages.Catalogers.Programs;

namespace PipelineGuard.Packages.Programs;

public sealed class KnownProgramTests
{
    private readonly ProblemList _log = new();

    // The texts as real programs have them: the official images' and Debian's builds.
    public static TheoryData<string, string, string> Programs => new()
    {
        { "usr/local/bin/node", "User-Agent\0node.js/v22.23.5\0(delegate_) != nullptr\0", "bitnami node 22.23.5" },
        { "usr/lib/libnode.so.108", "/json\0node.js/v18.20.4\0", "bitnami node 18.20.4" },
        { "usr/local/lib/libpython3.12.so.1.0", "python3.12\03.12.1\0%.80s (%.80s) %.80s\0", "bitnami python 3.12.1" },
        { "usr/local/bin/python3.13", "\03.13.0rc2\0", "bitnami python 3.13.0rc2" },
        { "usr/local/bin/python3.13", "\03.13.0+\0", "bitnami python 3.13.0" },
        { "usr/local/lib/libpython2.7.so.1.0", "/usr/src/Python-2.7.18\0", "bitnami python 2.7.18" },
        { "usr/local/lib/libpython3.6m.so.1.0", "13.6.99\0\03.6.15\0", "bitnami python 3.6.15" },
        { "usr/local/bin/php", "X-Powered-By: PHP/8.2.36\0", "bitnami php 8.2.36" },
        { "usr/local/sbin/php-fpm", "X-Powered-By: PHP/8.4.0RC1\0", "bitnami php 8.4.0RC1" },
        { "usr/lib/apache2/modules/libphp8.so", "X-Powered-By: PHP/8.2.7-1+deb12u1\0", "bitnami php 8.2.7" },
        { "usr/local/lib/libruby.so.3.1", "ruby 1\0ruby 3.1.2p20 (2022-04-12 revision 4491bb740a) [x86_64-linux]\0", "bitnami ruby 3.1.2" },
        { "usr/local/bin/ruby", "ruby 3.4.1 (2024-12-25 revision 48d4efcb85) +PRISM [x86_64-linux]\0", "bitnami ruby 3.4.1" },
        { "opt/java/openjdk/lib/server/libjvm.so", "OpenJDK 64-Bit Server VM (21.0.5+11-LTS) for linux-amd64 JRE (21.0.5+11-LTS), built on\0", "bitnami java 21.0.5" },
        { "usr/lib/jvm/17/lib/server/libjvm.so", "for linux-amd64 JRE (17.0.4.1+1), built on\0", "bitnami java 17.0.4+1" },
        { "usr/local/openjdk-8/jre/lib/amd64/server/libjvm.so", "for linux-amd64 JRE (1.8.0_392-b08), built on\0", "bitnami java 8.0.392" },
        { "usr/sbin/nginx", "nginx/1.22.1\0nginx version: nginx/1.22.1\n\0", "bitnami nginx 1.22.1" },
        { "usr/local/apache2/bin/httpd", "Apache/2\0Apache/2.4\0Apache/2.4.71 (Unix)\0", "bitnami apache 2.4.71" },
        { "usr/local/bin/postgres", "postgres (PostgreSQL) 15.20\n\0", "bitnami postgresql 15.20" },
        { "usr/local/bin/postgres", "postgres (PostgreSQL) 18beta1\n\0", "bitnami postgresql 18beta1" },
        { "usr/local/bin/redis-server", "\06.2.0\07.0.15\0A7.0.151790282056000000000\0", "bitnami redis 7.0.15" },
        { "usr/local/bin/redis-server", "\07.2.4\07.2.4\03f2ab\0\0x7.2.43f2ab91c04de-1707000000000000000\0", "bitnami redis 7.2.4" },
        { "usr/local/bin/redis-server", "\07.4.1\0\0\07.4.1buildkitsandbox-1729000000000000000\0", "bitnami redis 7.4.1" },
        { "usr/local/bin/redis-server", "\06.2.0\07.0.15\0", "" },
        { "usr/local/bin/memcached", "memcached 1.6.18\n\0", "bitnami memcached 1.6.18" },
        { "usr/local/lib/libcrypto.so.3", "OpenSSL default\0OpenSSL 3.0.22 25 Aug 2026\0", "generic openssl 3.0.22" },
        { "usr/local/bin/openssl", "OpenSSL 1.1.1w  11 Sep 2023\0", "generic openssl 1.1.1w" },
        { "bin/busybox", "BusyBox v1.35.0 (Debian 1:1.35.0-4)\0", "generic busybox 1.35.0" },
        { "usr/local/cargo/bin/rustc", "rustc version 1.95.0 (59807616e 2026-04-14)\0", "generic rust 1.95.0" },
        { "usr/local/lib/librustc_driver-4c3beb7552356b6f.so", "@rustc version 1.63.0clang LLVM ()", "generic rust 1.63.0" },
        { "usr/local/bin/node", "node.js/v\0node.js/vNext\0", "" },
        { "usr/local/bin/node", "node.js/v" + "1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19.20.21.22.23.24.25.26.27.28", "" },
    };

    [Theory, MemberData(nameof(Programs))]
    public void Reads_the_version_that_a_program_tells(string path, string text, string expected)
    {
        var package = Read(path, Program(Encoding.ASCII.GetBytes(text))).SingleOrDefault();

        Assert.Equal(expected, package is null ? "" : $"{package.Type} {package.Name} {package.Version}");
        Assert.True(package is null || package.Evidence == PackageEvidence.VersionText && package.FoundIn.Value == path);
        Assert.Empty(_log.Problems);
    }

    [Theory]
    [InlineData("usr/bin/nodejs", true)]
    [InlineData("usr/local/lib/libpython3.12.so.1.0", true)]
    [InlineData("usr/local/lib/libpython3.so", false)]
    [InlineData("usr/local/bin/python3", false)]
    [InlineData("usr/local/bin/nodemon", false)]
    [InlineData("usr/local/bin/phpize", false)]
    [InlineData("opt/node/include", false)]
    [InlineData("node", true)]
    public void Wants_programs_by_their_names(string path, bool wanted)
    {
        Assert.Equal(wanted, new KnownProgramCataloger().Wants(BinaryFormat.Elf, path));
        Assert.False(new KnownProgramCataloger().Wants(BinaryFormat.Pe, path));
    }

    [Fact]
    public void Finds_a_text_wherever_blocks_are_cut()
    {
        var mark = "node.js/v20.1.2\0"u8.ToArray();
        Gen.Int[0, 600 << 10].Sample(
            at =>
            {
                var bytes = new byte[700 << 10];
                mark.CopyTo(bytes, at);
                using var stream = new MemoryStream(bytes);
                Assert.Equal("20.1.2", KnownPrograms.All[0].VersionOf(stream, "node"));
            },
            iter: 200, seed: "0N0XIzNsQ0O2");
    }

    [Theory]
    [InlineData((256 << 10) - 80)]
    [InlineData((256 << 10) - 66)]
    [InlineData((256 << 10) - 9)]
    [InlineData((256 << 10) - 1)]
    [InlineData(256 << 10)]
    public void Finds_each_place_of_a_text_once(int at)
    {
        var bytes = new byte[600 << 10];
        "mark"u8.CopyTo(bytes.AsSpan(at));
        bytes[at - 1] = (byte)'<';
        bytes[at + 4] = (byte)'>';

        var (before, after) = Assert.Single(ProgramText.Around(new MemoryStream(bytes), "mark"u8.ToArray(), 1, 64));

        Assert.Equal(("<", '>', 64), (Encoding.ASCII.GetString(before), (char)after[0], after.Length));
    }

    [Fact]
    public void Gives_up_on_a_program_full_of_the_same_text()
    {
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("node.js/v\0", 100_000)) + "node.js/v1.2.3\0");

        Assert.Empty(Read("usr/local/bin/node", Program(bytes)));
    }

    [Fact]
    public void Never_throws_on_random_programs() =>
        Gen.Select(Gen.OneOfConst("node", "redis-server", "libjvm.so", "python3.1", "openssl"), Gen.Char["\0.0123456789 RJE(OpenSL"].Array[0, 300])
            .Sample((name, text) => { Read($"bin/{name}", Program(Encoding.ASCII.GetBytes(text))); }, iter: 2_000, threads: 1);

    private static byte[] Program(byte[] text) => new MadeElf().With(".rodata", [0, .. text]).ToBytes();

    private List<Package> Read(string path, byte[] bytes)
    {
        var file = ImagePath.Of(path);
        return [.. new KnownProgramCataloger().Read(new(new(file, bytes)), new DamageLog(file, _log))];
    }
}
