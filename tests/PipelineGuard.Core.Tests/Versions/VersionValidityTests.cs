namespace PipelineGuard.Versions;

public sealed class VersionValidityTests
{
    [Theory]
    [InlineData("alpine", "1", "1.2.3", "1.2.3b", "1.2_rc1_git2", "1.2_p", "1.2~0a1b-r4", "1.2-r0", "01.02")]
    [InlineData("composer", "1", "v1.2.3", "1.2.3.4", "1.0-beta2", "1.0.0-RC1", "1.0.0-p1", "2.x-dev", "1.0.0-dev", "1.0+build", "2010.01.02")]
    [InlineData("conda", "1", "1!2.0", "1.0.1_", "1.0a1", "2.0+local.1", "1.1.post1", "1_2", "1-2")]
    [InlineData("go", "v1.2.3", "1.2.3", "v2.0.0+incompatible", "v0.0.0-20190308221718-c2843e01d9a2", "go1.22.3", "go1.22rc1", "go1.22")]
    [InlineData("maven", "1", "1.0-SNAPSHOT", "31.1-jre", "9.4.40.v20210413", "1.0.0.Final", "2.0-beta9", "1.0_2")]
    [InlineData("pub", "1.2.3", "1.2.3+4", "2.0.0-nullsafety.0", "1.0.0-rc.1+2")]
    [InlineData("rubygems", "1", "1.2.3", "1.0.0.rc1", "1.0.pre.2", "1.0-1", "6.1.7.10")]
    [InlineData("debian", "1", "1.0-1", "1:2.3-4", "1.0~rc1+dfsg-1~deb12u1", "1-2-3", "0:1:2", "1.0A")]
    [InlineData("nuget", "1", "1.2", "1.2.3", "1.2.3.4", "1.2.3-rc.1+meta", "1.2.3-RC1")]
    [InlineData("pep440", "1", "1!2.3.4rc5.post6.dev7+local.8", "v1.0-beta_2", "1.0-1", " 1.0 ", "1.0.dev")]
    [InlineData("rpm", "1", "1.0-1", "1:2.34-60.el9_2.7", "1.0~rc1^git2-0.1", "5.2_p1+x-1.module_el8.5.0+34+dc1cfba5", "4294967295:1")]
    [InlineData("semver", "1.2.3", "v1.2.3", "1.2", "1", "1.2.3-rc.1+b.2", "1.2.3beta", "=1.2.3", "1.2.3+incompatible")]
    public void Accepts_what_the_package_manager_accepts(string scheme, params string[] versions) =>
        Assert.All(versions, version => Assert.True(VersionSchemes.For(scheme).IsValid(version), version));

    [Theory]
    [InlineData("alpine", "", "a", "1.", "1..2", "1A", "1ab", "1_", "1_foo", "1-1", "1-r", "1-r1_p1", "1~", "1~g", "1-r1~a", "1.2a.3", " 1")]
    [InlineData("composer", "", "dev-master", "master", "1.0.0-foo", "1..0", "1.0-", "x", "1.x", "1.0.0-beta.", "a1")]
    [InlineData("conda", "", "1..2", "1!a!2", "a!1", "1+", "1 2", "1.0*", "_1", "é")]
    [InlineData("go", "", "devel", "(devel)", "v", "go", "v1.x", "devel go1.20-abc", "v1.2.3.4")]
    [InlineData("maven", "", "RELEASE", "${revision}", "master", "1 0")]
    [InlineData("pub", "", "a", "1.2.3+", "1.2.3-", "any", "^1.2.3")]
    [InlineData("rubygems", "", "a", "1..2", "1.", "1-", "1 2", "1.2_3", "v1.2", "~> 1.0")]
    [InlineData("debian", "", "a1", "1 0", "1.0-", "-1", "1:", ":1", "a:1", "1.0_1", "1.0-1:2", "2147483648:1", "1é")]
    [InlineData("nuget", "", "a", "v1.0", "1.2.3.4.5", "1.2.3-", "1.2.3-é", "99999999999.0")]
    [InlineData("pep440", "", "a", "1.0-", "1.0+", "1.0+a..b", "1.0+-a", "1.0foo", "1!", "!1", "1.0 .1", "1.0a1a2", "1.0.dev1.post1")]
    [InlineData("rpm", "", "1-", "-1", "1:", "a:1", "1 0", "1-1-1", "4294967296:1", "1é", "1/2")]
    [InlineData("semver", "", "a", "1.2.3.4", "1.2.3-", "1.2.3-a..b", "1.2.3-.a", "1.2.3+", "1.2.3-é", "1.2.3+a+b", "1.2.x", "V1")]
    public void Refuses_what_the_package_manager_refuses(string scheme, params string[] versions) =>
        Assert.All(versions, version => Assert.False(VersionSchemes.For(scheme).IsValid(version), version));
}
