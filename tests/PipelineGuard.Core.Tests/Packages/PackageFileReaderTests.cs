using System.Text;
using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers;

namespace PipelineGuard.Packages;

public sealed class PackageFileReaderTests
{
    private readonly ProblemList _log = new();

    [Theory]
    [InlineData("etc/os-release")]
    [InlineData("usr/lib/os-release")]
    [InlineData("etc/alpine-release")]
    [InlineData("etc/debian_version")]
    [InlineData("var/lib/dpkg/status.d/base")]
    [InlineData("var/lib/dpkg/status.d/base.md5sums")]
    [InlineData("var/lib/dpkg/info/libc6:amd64.list")]
    [InlineData("usr/lib/apk/db/installed")]
    [InlineData("lib/apk/db-uvol/installed")]
    [InlineData("usr/lib/python3/dist-packages/six-1.16.0.egg-info")]
    [InlineData("usr/lib/python3/dist-packages/six-1.16.0.egg-info/PKG-INFO")]
    [InlineData("opt/app/six-1.16.0-py3.egg/EGG-INFO/PKG-INFO")]
    [InlineData("var/lib/rpm/rpmdb.sqlite")]
    [InlineData("var/lib/rpm/rpmdb.sqlite-wal")]
    [InlineData("usr/lib/sysimage/rpm/Packages.db")]
    [InlineData("usr/share/rpm/Packages")]
    [InlineData("var/lib/rpmmanifest/container-manifest-1")]
    [InlineData("var/lib/pacman/local/zlib-1:1.3-1/desc")]
    [InlineData("var/lib/chisel/manifest.wall")]
    public void Wants_whatever_tells_about_packages(string path) => Assert.True(new PackageFileReader().WantsName(ImagePath.Of(path)));

    [Theory]
    [InlineData("var/lib/dpkg/info/libc6:amd64.md5sums")]
    [InlineData("var/lib/dpkg/status-old")]
    [InlineData("var/lib/dpkg/status.d/folder/file")]
    [InlineData("var/lib/pacman/local/zlib-1:1.3-1/files")]
    [InlineData("var/lib/rpm/Name")]
    [InlineData("var/lib/rpm/rpmdb.sqlite-shm")]
    [InlineData("srv/var/lib/rpm/Packages")]
    [InlineData("backup/etc/os-release")]
    [InlineData("app/package.json")]
    public void Leaves_everything_else_alone(string path) => Assert.False(new PackageFileReader().WantsName(ImagePath.Of(path)));

    [Theory]
    [InlineData("etc/os-release", "ID=debian\nVERSION_ID=\"12\"", "debian", "12")]
    [InlineData("etc/alpine-release", "3.19.1\n", "alpine", "3.19.1")]
    [InlineData("etc/debian_version", "12.5\n", "debian", "12")]
    [InlineData("etc/debian_version", "trixie/sid\n", "debian", "")]
    public void Reads_the_distribution(string path, string text, string id, string version)
    {
        var distribution = Read(path, text).Distribution;

        Assert.Equal((id, version), (distribution?.Id, distribution?.VersionId));
    }

    [Theory]
    [InlineData("etc/alpine-release", "")]
    [InlineData("etc/debian_version", "\n12\n")]
    [InlineData("etc/os-release", "NAME=Nobody")]
    public void Reads_no_distribution_where_none_is_named(string path, string text) => Assert.Null(Read(path, text).Distribution);

    [Fact]
    public void Knows_what_testing_and_unstable_will_become() =>
        Assert.Equal("Debian:13", AdvisoryKey.For(new(PackageType.Deb, "a", "1"), Read("etc/debian_version", "trixie/sid\n").Distribution)?.FullEcosystem);

    [Fact]
    public void Keeps_only_those_owned_files_that_may_record_packages()
    {
        var list = "/.\n/usr\n/usr/bin/six\n/usr/lib/x86_64-linux-gnu/libsix.so.1\n/usr/lib/six/helper\n/usr/lib/six/helper.pl\n/etc/init.d/six\n/usr/lib/python3/dist-packages/six-1.16.0.egg-info\n/usr/share/doc/six/copyright\r\n/usr/lib/node_modules/npm/package.json\r\n/usr/../../x.egg-info\n";

        Assert.Equal(
            ["usr/bin/six", "usr/lib/x86_64-linux-gnu/libsix.so.1", "usr/lib/six/helper", "usr/lib/python3/dist-packages/six-1.16.0.egg-info", "usr/lib/node_modules/npm/package.json"],
            Read("var/lib/dpkg/info/six.list", list).Owned.Select(path => path.Value));
    }

    [Fact]
    public void Reads_the_checksum_lists_of_distroless_images() =>
        Assert.Equal(
            ["usr/lib/python3.11/six.dist-info/METADATA", "usr/bin/six"],
            Read("var/lib/dpkg/status.d/six.md5sums", "d41d8cd98f00b204e9800998ecf8427e  usr/lib/python3.11/six.dist-info/METADATA\nd41d8cd98f00b204e9800998ecf8427e  usr/bin/six\n\nx\n")
                .Owned.Select(path => path.Value));

    [Fact]
    public void Survives_lines_longer_than_any_path() =>
        Assert.Equal(["a.egg-info"], Read("var/lib/dpkg/info/a.list", "/" + new string('a', 1_000_000) + "/b.egg-info\n/a.egg-info\n").Owned.Select(path => path.Value));

    private CatalogedFile Read(string path, string text) => new PackageFileReader().Read(new(ImagePath.Of(path), Encoding.UTF8.GetBytes(text)), _log);
}
