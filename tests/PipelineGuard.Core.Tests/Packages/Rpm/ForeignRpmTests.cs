namespace PipelineGuard.Packages.Rpm;

public sealed class ForeignRpmTests
{
    [Theory]
    [InlineData("almalinux", "nginx", "1:1.24.0-1.el9.ngx", "NGINX Packaging <nginx-packaging@f5.com>", true)]
    [InlineData("almalinux", "htop", "3.3.0-1.el9", "Fedora Project", true)]
    [InlineData("rhel", "postgresql16-server", "16.3-1PGDG.rhel9", null, true)]
    [InlineData("rocky", "php", "8.2.20-1.el9.remi", "Remi's RPM repository <https://rpms.remirepo.net/>", true)]
    [InlineData("rhel", "nginx", "1:1.22.1-3.module+el9.2.0", "Red Hat, Inc.", false)]
    [InlineData("rocky", "bash", "5.1.8-6.el9", "Rocky Enterprise Software Foundation", false)]
    [InlineData("almalinux", "bash", "5.1.8-6.el9", "Somebody who rebuilds", false)]
    [InlineData("almalinux", "bash", "5.1.8-6.el9", null, false)]
    public void Asks_no_distribution_about_packages_of_others(string id, string name, string version, string? vendor, bool isForeign)
    {
        var package = new Package(PackageType.Rpm, name, version) { Builder = vendor };
        var distribution = new Distribution(id, "9.3");

        Assert.Equal(isForeign, ForeignPackages.Includes(package, distribution));
        Assert.Equal(isForeign, AdvisoryKey.For(package, distribution) is null);
    }

    [Fact]
    public void Fedora_builds_its_own_packages() =>
        Assert.False(ForeignPackages.Includes(new(PackageType.Rpm, "htop", "3.3.0-1.fc40") { Builder = "Fedora Project" }, new("fedora", "40")));
}
