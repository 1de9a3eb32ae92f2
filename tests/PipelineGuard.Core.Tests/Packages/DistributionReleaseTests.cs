namespace PipelineGuard.Packages;

public sealed class DistributionReleaseTests
{
    [Theory]
    [InlineData("debian", "12", null, "Debian:12")]
    [InlineData("debian", "12.5", null, "Debian:12")]
    [InlineData("debian", "", "trixie", "Debian:13")]
    [InlineData("debian", "", "forky", "Debian:14")]
    [InlineData("debian", "", "sid", null)]
    [InlineData("debian", "", null, null)]
    [InlineData("debian", "12:evil", null, null)]
    [InlineData("ubuntu", "24.04", null, "Ubuntu:24.04:LTS")]
    [InlineData("ubuntu", "22.04", null, "Ubuntu:22.04:LTS")]
    [InlineData("ubuntu", "23.04", null, "Ubuntu:23.04")]
    [InlineData("ubuntu", "24.10", null, "Ubuntu:24.10")]
    [InlineData("ubuntu", "", "noble", null)]
    [InlineData("alpine", "3.19.1", null, "Alpine:v3.19")]
    [InlineData("alpine", "3.9", null, "Alpine:v3.9")]
    [InlineData("alpine", "3.22_alpha20250108", null, null)]
    [InlineData("alpine", "3.22.0_alpha20250108", null, null)]
    [InlineData("wolfi", "20230201", null, "Wolfi")]
    [InlineData("chainguard", "20230214", null, "Chainguard")]
    [InlineData("kali", "2024.1", null, null)]
    public void Looks_packages_up_under_the_name_that_advisories_use(string id, string version, string? codename, string? ecosystem)
    {
        var distribution = new Distribution(id, version) { Codename = codename };
        var type = id is "debian" or "ubuntu" or "kali" ? PackageType.Deb : PackageType.Apk;

        Assert.Equal(ecosystem, AdvisoryKey.For(new(type, "openssl", "1.0"), distribution)?.FullEcosystem);
    }
}
