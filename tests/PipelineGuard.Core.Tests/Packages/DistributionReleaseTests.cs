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
    [InlineData("minimos", "20241031", null, "MinimOS")]
    [InlineData("almalinux", "9.2", null, "AlmaLinux:9")]
    [InlineData("almalinux", "", null, null)]
    [InlineData("rocky", "8.10", null, "Rocky Linux:8")]
    [InlineData("rhel", "9.4", null, "Red Hat:enterprise_linux:9")]
    [InlineData("rhel", "9:evil", null, null)]
    [InlineData("azurelinux", "3.0", null, "Azure Linux:3")]
    [InlineData("mariner", "2.0", null, "Azure Linux:2")]
    [InlineData("sles", "15", null, "SUSE:15")]
    [InlineData("sles", "15.5", null, "SUSE:15 SP5")]
    [InlineData("sles", "16.0", null, "SUSE:16.0")]
    [InlineData("opensuse-leap", "15.6", null, "openSUSE:Leap 15.6")]
    [InlineData("opensuse-tumbleweed", "20241101", null, "openSUSE:Tumbleweed")]
    [InlineData("openeuler", "22.03", null, "openEuler:22.03")]
    [InlineData("mageia", "9", null, "Mageia:9")]
    [InlineData("photon", "5.0", null, "Photon OS:5.0")]
    [InlineData("fedora", "43", null, null)]
    [InlineData("amzn", "2023", null, null)]
    [InlineData("ol", "9.4", null, null)]
    [InlineData("centos", "9", null, null)]
    [InlineData("kali", "2024.1", null, null)]
    public void Looks_packages_up_under_the_name_that_advisories_use(string id, string version, string? codename, string? ecosystem)
    {
        var distribution = new Distribution(id, version) { Codename = codename };
        var type = Distributions.Find(distribution)?.PackageTypes[0] ?? PackageType.Deb;

        Assert.Equal(ecosystem, AdvisoryKey.For(new(type, "openssl", "1.0"), distribution)?.FullEcosystem);
    }

    [Theory]
    [InlineData("openEuler 24.03 (LTS)", "openEuler:24.03-LTS")]
    [InlineData("openEuler 22.03 (LTS-SP3)", "openEuler:22.03-LTS-SP3")]
    [InlineData("openEuler 22.03 (a:b)", null)]
    public void Takes_the_service_pack_of_openEuler_from_its_name(string name, string? ecosystem)
    {
        var distribution = new Distribution("openeuler", name.Split(' ')[1]) { PrettyName = name };

        Assert.Equal(ecosystem, AdvisoryKey.For(new(PackageType.Rpm, "openssl", "1.0"), distribution)?.FullEcosystem);
    }
}
