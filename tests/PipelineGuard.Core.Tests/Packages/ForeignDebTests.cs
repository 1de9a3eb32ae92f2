using PipelineGuard.Packages.Catalogers;
using PipelineGuard.Packages.Catalogers.Dpkg;

namespace PipelineGuard.Packages;

public sealed class ForeignDebTests
{
    [Theory]
    [InlineData("debian", "nginx", "1.27.3-1~bookworm", "NGINX Packaging <nginx-packaging@f5.com>", true)]
    [InlineData("debian", "nginx", "1.27.3-1~bookworm", null, true)]
    [InlineData("debian", "nginx", "1.22.1-9+deb12u1", "Debian Nginx Maintainers <pkg-nginx-maintainers@alioth-lists.debian.net>", false)]
    [InlineData("debian", "docker-ce-cli", "5:27.3.1-1~debian.12~bookworm", "Docker <support@docker.com>", true)]
    [InlineData("ubuntu", "docker-ce-cli", "5:27.3.1-1~ubuntu.24.04~noble", null, true)]
    [InlineData("debian", "nodejs", "20.18.1-1nodesource1", null, true)]
    [InlineData("debian", "postgresql-16", "16.6-1.pgdg120+1", "Debian PostgreSQL Maintainers <team+postgresql@tracker.debian.org>", true)]
    [InlineData("debian", "mariadb-server", "1:11.4.4+maria~deb12", "MariaDB Developers <developers@lists.mariadb.org>", true)]
    [InlineData("debian", "mysql-community-server", "8.4.3-1debian12", "MySQL Release Engineering <mysql-build@oss.oracle.com>", true)]
    [InlineData("debian", "php8.3-cli", "8.3.14-1+0~20241122.37+debian12~1.gbp8c2f51", "Debian PHP Maintainers <team+pkg-php@tracker.debian.org>", true)]
    [InlineData("ubuntu", "php8.3-cli", "8.3.14-1+ubuntu24.04.1+deb.sury.org+1", null, true)]
    [InlineData("debian", "code", "1.95.3-1731513102", "Microsoft Corporation <vscode-linux@microsoft.com>", true)]
    [InlineData("debian", "bash", "5.2.15-2+b7", "Matthias Klose <doko@debian.org>", false)]
    [InlineData("debian", "openssl", "3.0.15-1~deb12u1", "Debian OpenSSL Team <pkg-openssl-devel@alioth-lists.debian.net>", false)]
    [InlineData("debian", "curl", "8.11.0-1~bpo12+1", null, false)]
    [InlineData("ubuntu", "openssl", "3.0.13-0ubuntu3.4", "Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>", false)]
    [InlineData("debian", "tool", "1.0", "docker.com@example.org", false)]
    public void Asks_no_distribution_about_packages_of_others(string id, string name, string version, string? maintainer, bool isForeign)
    {
        var package = new Package(PackageType.Deb, name, version) { Builder = maintainer };
        var distribution = id == "debian" ? new Distribution(id, "12") { Codename = "bookworm" } : new(id, "24.04") { Codename = "noble" };

        Assert.Equal(isForeign, ForeignPackages.Includes(package, distribution));
        Assert.Equal(isForeign, AdvisoryKey.For(package, distribution) is null);
    }

    // 63,000 packages of Debian's own index, where this machine has one.
    [Fact]
    public void Takes_no_package_of_Debian_for_somebody_elses()
    {
        var indexes = DebianIndex.Files();
        Assert.SkipWhen(indexes.Length == 0, "This is no Debian with package lists: run 'apt-get update'.");
        var debian = new Distribution("debian", "12") { Codename = "bookworm" };
        var cataloger = new DpkgCataloger();
        var foreign = new List<string>();
        int seen = 0;
        foreach (var package in indexes.SelectMany(text => cataloger.Read(new(Images.ImagePath.Of("var/lib/dpkg/status"), text), new DamageLog(Images.ImagePath.Of("var/lib/dpkg/status"), new ProblemList()))))
        {
            seen++;
            if (ForeignPackages.Includes(package, debian)) foreign.Add($"{package.Name} {package.Version} {package.Builder}");
        }

        Assert.True(seen > 50_000, $"only {seen} packages");
        Assert.Empty(foreign);
    }
}
