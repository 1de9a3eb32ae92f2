using PipelineGuard.Findings;
using PipelineGuard.Images;

namespace PipelineGuard.Packages;

public sealed class InventoryBuilderTests
{
    private const string Status = "var/lib/dpkg/status";
    private readonly ProblemList _log = new();
    private readonly List<LayerFile> _files = [File(0, "usr/lib/os-release", distribution: new("debian", "12"))];

    [Fact]
    public void Reports_the_layer_that_brought_a_package()
    {
        Add(0, Status, visible: false, Deb("base", "1"), Deb("openssl", "1"));
        Add(2, Status, visible: false, Deb("base", "1"), Deb("openssl", "2"), Deb("curl", "1"));
        Add(3, Status, visible: true, Deb("base", "1"), Deb("openssl", "2"), Deb("curl", "1"), Deb("vim", "1"));

        Assert.Equal(["base 1 in 0", "curl 1 in 2", "openssl 2 in 2", "vim 1 in 3"], Build());
    }

    [Fact]
    public void Counts_a_reinstalled_package_for_the_layer_that_brought_it_back()
    {
        Add(0, Status, visible: false, Deb("curl", "1"));
        Add(1, Status, visible: false);
        Add(2, Status, visible: true, Deb("curl", "1"));

        Assert.Equal(["curl 1 in 2"], Build());
    }

    [Fact]
    public void Tells_architectures_apart()
    {
        Add(0, Status, visible: false, Deb("libc6", "1") with { Architecture = "amd64" });
        Add(1, Status, visible: true, Deb("libc6", "1") with { Architecture = "amd64" }, Deb("libc6", "1") with { Architecture = "i386" });

        Assert.Equal(["libc6 1 in 0", "libc6 1 in 1"], Build());
    }

    [Fact]
    public void Forgets_packages_of_a_deleted_or_replaced_database()
    {
        Add(0, Status, visible: false, Deb("gone", "1"));
        Add(0, "var/lib/dpkg/status.d/gone", visible: false, Deb("gone", "2"));
        Add(0, "var/lib/dpkg/status.d/kept", visible: true, Deb("kept", "1"));

        Assert.Equal(["kept 1 in 0"], Build());
    }

    [Fact]
    public void Follows_a_database_through_a_merged_usr()
    {
        Add(0, "lib/apk/db/installed", visible: false, Apk("musl", "1"));
        Add(1, "usr/lib/apk/db/installed", visible: true, Apk("musl", "1"), Apk("curl", "1"));

        Assert.Equal(["curl 1 in 1", "musl 1 in 0"], Build(path => path.Value.StartsWith("lib/", StringComparison.Ordinal) ? ImagePath.Of("usr/" + path.Value) : path));
    }

    [Fact]
    public void Counts_a_language_package_for_the_layer_of_its_file()
    {
        AddBase();
        Add(1, "app/node_modules/a/package.json", visible: false, Npm("a", "1"));
        Add(2, "app/node_modules/a/package.json", visible: true, Npm("a", "1"));
        Add(2, "app/node_modules/b/package.json", visible: false, Npm("b", "1"));

        Assert.Equal(["base 1 in 0", "a 1 in 2"], Build());
    }

    [Fact]
    public void Does_not_report_a_file_of_the_operating_system_a_second_time()
    {
        AddBase();
        _files.Add(File(1, "var/lib/dpkg/info/npm.list", owned: ["lib/node_modules/npm/package.json"]));
        Add(1, "usr/lib/node_modules/npm/package.json", visible: true, Npm("npm", "9"));
        Add(2, "usr/lib/node_modules/other/package.json", visible: true, Npm("other", "1"));

        Assert.Equal(["base 1 in 0", "other 1 in 2"], Build(path => path.Value.StartsWith("lib/", StringComparison.Ordinal) ? ImagePath.Of("usr/" + path.Value) : path));
    }

    [Fact]
    public void Reports_a_language_package_whose_owner_was_removed()
    {
        AddBase();
        _files.Add(File(1, "var/lib/dpkg/info/npm.list", owned: ["usr/lib/node_modules/npm/package.json"]) with { Visible = false });
        Add(1, "usr/lib/node_modules/npm/package.json", visible: true, Npm("npm", "9"));

        Assert.Equal(["base 1 in 0", "npm 9 in 1"], Build());
    }

    [Theory]
    [InlineData("9", false, 0)]  // chmod -R in a later layer: still the system's file
    [InlineData("10", true, 0)]  // the system's package was upgraded
    [InlineData("10", false, 1)] // npm install -g npm: the system knows nothing about this version
    public void Reports_an_owned_package_that_somebody_else_replaced(string version, bool ownerWritten, int reported)
    {
        AddBase();
        _files.Add(File(1, "var/lib/dpkg/info/npm.list", owned: ["usr/lib/node_modules/npm/package.json"]) with { Visible = !ownerWritten });
        Add(1, "usr/lib/node_modules/npm/package.json", visible: false, Npm("npm", "9"));
        if (ownerWritten) _files.Add(File(2, "var/lib/dpkg/info/npm.list", owned: ["usr/lib/node_modules/npm/package.json"]));
        Add(2, "usr/lib/node_modules/npm/package.json", visible: true, Npm("npm", version));

        Assert.Equal(1 + reported, Build().Length);
    }

    [Fact]
    public void Sorts_and_drops_repetitions()
    {
        Add(0, Status, visible: true, Deb("b", "1"), Deb("a", "2"), Deb("b", "1"), Deb("a", "1"));

        Assert.Equal(["a 1 in 0", "a 2 in 0", "b 1 in 0"], Build());
    }

    [Fact]
    public void Prefers_etc_over_usr_and_os_release_over_the_rest()
    {
        _files.Add(File(0, "etc/debian_version", distribution: new("debian", "11")));
        Assert.Equal("12", Inventory().Distribution?.VersionId);

        _files.Add(File(1, "etc/os-release", distribution: new("alpine", "3.19.1")));
        Assert.Equal("alpine", Inventory().Distribution?.Id);
    }

    [Fact]
    public void An_image_that_nobody_understands_is_not_clean()
    {
        _files.Clear();

        Assert.Empty(Build());
        Assert.Same(Problems.NothingRecognised, Assert.Single(_log.Problems).Info);
    }

    [Fact]
    public void An_application_without_an_operating_system_is_complete()
    {
        _files.Clear();
        Add(0, "app/node_modules/a/package.json", visible: true, Npm("a", "1"));

        Assert.Equal(["a 1 in 0"], Build());
        Assert.Empty(_log.Problems);
    }

    [Fact]
    public void An_operating_system_without_a_package_database_is_not_clean()
    {
        Add(0, "app/node_modules/a/package.json", visible: true, Npm("a", "1"));

        Build();

        Assert.Same(Problems.NoPackageDatabase, Assert.Single(_log.Problems).Info);
    }

    [Theory]
    [InlineData(null, "", "does not name itself")]
    [InlineData("kali", "2024.1", "not supported")]
    [InlineData("debian", "", "which release")]
    [InlineData("alpine", "3.19.1", "not all its own")]
    public void Says_why_system_packages_cannot_be_matched(string? id, string version, string reason)
    {
        _files.Clear();
        if (id is not null) _files.Add(File(0, "etc/os-release", distribution: new(id, version)));
        AddBase();

        Assert.Equal(["base 1 in 0"], Build());
        var problem = Assert.Single(_log.Problems);
        Assert.Same(Problems.UnknownDistribution, problem.Info);
        Assert.Contains(reason, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_each_kind_of_database_that_it_cannot_read_once()
    {
        Add(0, "var/lib/pacman/local/b/desc", visible: true);
        Add(0, "var/lib/pacman/local/a/desc", visible: true);
        Add(0, "var/lib/opkg/status", visible: false);
        Add(0, "lib/apk/db/installed.adb", visible: true);

        Build();

        Assert.Equal(["lib/apk/db/installed.adb", "var/lib/pacman/local/a/desc"], _log.Problems.Select(problem => problem.Subject));
        Assert.All(_log.Problems, problem => Assert.Same(Problems.UnsupportedPackages, problem.Info));
    }

    [Theory]
    [InlineData("fedora", "43")]
    [InlineData("amzn", "2023")]
    [InlineData("ol", "9.4")]
    [InlineData("centos", "9")]
    public void Says_that_nobody_publishes_advisories_of_a_distribution(string id, string version)
    {
        _files.Clear();
        _files.Add(File(0, "etc/os-release", distribution: new(id, version)));
        Add(0, "var/lib/rpm/rpmdb.sqlite", visible: true, Rpm("bash", "5.1.8-6"));

        Assert.Equal(["bash 5.1.8-6 in 0"], Build());
        Assert.Same(Problems.NoAdvisorySource, Assert.Single(_log.Problems).Info);
    }

    [Fact]
    public void Takes_packages_that_are_recorded_twice_from_the_fuller_record()
    {
        _files.Clear();
        _files.Add(File(0, "etc/os-release", distribution: new("azurelinux", "3.0")));
        Add(0, "var/lib/rpmmanifest/container-manifest-1", visible: true, Rpm("openssl-libs", "3.1.4-1") with { IsSourceKnown = false }, Rpm("bash", "5.2-1") with { IsSourceKnown = false });
        Add(0, "var/lib/rpmmanifest/container-manifest-2", visible: true, Rpm("openssl-libs", "1:3.1.4-1") with { SourceName = "openssl" });

        Assert.Equal(["bash 5.2-1 in 0", "openssl-libs 1:3.1.4-1 in 0"], Build());
    }

    [Fact]
    public void Leaves_the_modules_of_a_program_to_the_package_that_owns_it()
    {
        AddBase();
        _files.Add(File(1, "var/lib/dpkg/info/rclone.list", owned: ["usr/bin/rclone"]));
        Add(1, "usr/bin/rclone", visible: true, Go("stdlib", "1.19.8"));
        Add(1, "usr/local/bin/rclone", visible: true, Go("stdlib", "1.26.1"));

        Assert.Equal(["base 1 in 0", "stdlib 1.26.1 in 1"], Build());
    }

    [Fact]
    public void Lists_all_modules_of_a_program_that_replaced_an_owned_one()
    {
        AddBase();
        _files.Add(File(1, "var/lib/dpkg/info/rclone.list", owned: ["usr/bin/rclone", "usr/bin/shop"]));
        Add(1, "usr/bin/rclone", visible: false, Go("stdlib", "1.19.8"), Go("example.org/a", "v1.0.0"));
        Add(2, "usr/bin/rclone", visible: true, Go("stdlib", "1.19.8"), Go("example.org/a", "v2.0.0"));
        Add(2, "usr/bin/shop", visible: true, Go("example.org/shop", "v1.0.0"));

        Assert.Equal(["base 1 in 0", "example.org/a v2.0.0 in 2", "example.org/shop v1.0.0 in 2", "stdlib 1.19.8 in 2"], Build());
    }

    [Fact]
    public void Says_which_programs_hold_packages_that_nobody_can_list()
    {
        AddBase();
        _files.Add(File(1, "var/lib/dpkg/info/rclone.list", owned: ["usr/bin/rclone"]));
        foreach (var path in new[] { "usr/local/bin/tool", "usr/bin/rclone", "app/node_modules/esbuild/bin/esbuild" }) _files.Add(Unlisted(path));
        _files.Add(Unlisted("app/deleted") with { Visible = false });

        Build();

        Assert.Equal("usr/local/bin/tool", Assert.Single(_log.Problems).Subject);
    }

    [Fact]
    public void Counts_programs_that_nobody_can_list_when_they_are_many()
    {
        AddBase();
        for (int i = 0; i < 30; i++) _files.Add(Unlisted($"app/tool-{i}"));

        Build();

        Assert.Equal(11, _log.Problems.Count);
        Assert.Contains("20 more", _log.Problems[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_packages_that_do_not_come_from_the_distribution()
    {
        _files.Clear();
        _files.Add(File(0, "etc/os-release", distribution: new("almalinux", "9.3")));
        Add(0, "var/lib/rpm/rpmdb.sqlite", visible: true, Rpm("bash", "5.1-1.el9"), Rpm("htop", "3.3-1.el9") with { Builder = "Fedora Project" });

        Build();

        var problem = Assert.Single(_log.Problems);
        Assert.Equal(("PG3012", ProblemEffect.Incomplete), (problem.Info.Code, problem.Info.Effect));
        Assert.Contains("(of Fedora Project) does not come from the distribution: htop.", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Judges_a_package_from_elsewhere_by_what_is_in_it()
    {
        AddBase();
        Add(1, Status, visible: true, Deb("base", "1"), Deb("nodejs", "20.18.1-1nodesource1"), Deb("docker-ce-cli", "5:27.3.1-1~debian.12~bookworm"), Deb("docker-desktop", "1") with { Builder = "Docker <support@docker.com>" }, Deb("mysql-libs", "8.4-1") with { Builder = "x <y@oss.oracle.com>" });
        _files.Add(File(1, "var/lib/dpkg/info/nodejs.list", owned: ["bin/node"]));
        _files.Add(File(1, "var/lib/dpkg/info/docker-ce-cli:amd64.list", owned: ["usr/bin/docker"]));
        _files.Add(File(1, "var/lib/dpkg/info/docker-desktop.list"));
        _files.Add(File(1, "var/lib/dpkg/info/mysql-libs.list", owned: ["usr/lib/libmysql.so.1"]));
        Add(1, "usr/bin/node", visible: true, new Package(PackageType.Bitnami, "node", "20.18.1"));
        Add(1, "usr/bin/docker", visible: true, Go("stdlib", "1.22.9"));

        Assert.Equal(["node 20.18.1 in 1", "stdlib 1.22.9 in 1"], Build(path => path.Value == "bin/node" ? ImagePath.Of("usr/bin/node") : path).Where(line => line.StartsWith("node ", StringComparison.Ordinal) || line.StartsWith("stdlib", StringComparison.Ordinal)));
        var problem = Assert.Single(_log.Problems);
        Assert.Equal("1 deb package (of x <y@oss.oracle.com>) does not come from the distribution: mysql-libs.", problem.Detail);
    }

    [Fact]
    public void A_known_image_gives_no_problem()
    {
        AddBase();
        Build();
        Assert.Empty(_log.Problems);
    }

    private string[] Build(Func<ImagePath, ImagePath>? resolve = null) =>
        [.. Inventory(resolve).Packages.Select(package => $"{package.Name} {package.Version} in {package.Layer}")];

    private Inventory Inventory(Func<ImagePath, ImagePath>? resolve = null) => InventoryBuilder.Build(_files, resolve ?? (path => path), _log);

    private void AddBase() => Add(0, Status, visible: true, Deb("base", "1"));

    private void Add(int layer, string path, bool visible, params Package[] packages) => _files.Add(File(layer, path, packages) with { Visible = visible });

    private static LayerFile File(int layer, string path, Package[]? packages = null, string[]? owned = null, Distribution? distribution = null) =>
        new(layer, ImagePath.Of(path), new([.. (packages ?? []).Select(package => package with { FoundIn = ImagePath.Of(path) })], [.. (owned ?? []).Select(ImagePath.Of)], distribution), Visible: true);

    private static Package Deb(string name, string version) => new(PackageType.Deb, name, version);

    private static Package Apk(string name, string version) => new(PackageType.Apk, name, version);

    private static Package Rpm(string name, string version) => new(PackageType.Rpm, name, version);

    private static Package Npm(string name, string version) => new(PackageType.Npm, name, version);

    private static Package Go(string name, string version) => new(PackageType.Go, name, version);

    private static LayerFile Unlisted(string path)
    {
        var file = File(1, path);
        return file with { Content = file.Content with { Unlisted = new(Problems.GoModulesUnknown, path, "It does not tell.") } };
    }
}
