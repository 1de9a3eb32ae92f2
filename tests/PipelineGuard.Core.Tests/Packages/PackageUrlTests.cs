using CsCheck;

namespace PipelineGuard.Packages;

public sealed class PackageUrlTests
{
    private static readonly Distribution Bookworm = new("debian", "12") { Codename = "bookworm" };

    [Fact]
    public void Names_vendor_architecture_and_distribution_of_system_packages() =>
        Assert.Equal(
            "pkg:deb/debian/openssl@3.0.11-1~deb12u2?arch=amd64&distro=debian-12",
            PackageUrl.For(new(PackageType.Deb, "openssl", "3.0.11-1~deb12u2") { Architecture = "amd64" }, Bookworm).ToString());

    [Fact]
    public void Names_the_source_package_where_it_differs() =>
        Assert.Equal(
            "pkg:deb/debian/bsdutils@1:2.38.1-5%2Bdeb12u3?arch=amd64&distro=debian-12&upstream=util-linux%402.38.1-5%2Bdeb12u3",
            PackageUrl.For(
                new(PackageType.Deb, "bsdutils", "1:2.38.1-5+deb12u3") { Architecture = "amd64", SourceName = "util-linux", SourceVersion = "2.38.1-5+deb12u3" },
                Bookworm).ToString());

    [Fact]
    public void Keeps_the_epoch_the_module_and_the_source_of_rpm_packages_apart() =>
        Assert.Equal(
            "pkg:rpm/redhat/npm@8.19.4-2.module%2Bel9?arch=x86_64&distro=rhel-9.2&epoch=1&rpmmod=nodejs:18:9020:rhel9&upstream=nodejs-18.14.2-2.module%2Bel9.src.rpm",
            PackageUrl.For(
                new(PackageType.Rpm, "npm", "1:8.19.4-2.module+el9") { Architecture = "x86_64", SourceName = "nodejs", SourceVersion = "1:18.14.2-2.module+el9", Module = "nodejs:18:9020:rhel9" },
                new("rhel", "9.2")).ToString());

    [Theory]
    [InlineData("debian", "", "trixie", "pkg:apk/debian/musl@1?distro=debian-trixie")]
    [InlineData("debian", "", null, "pkg:apk/debian/musl@1?distro=debian")]
    [InlineData("alpine", "3.19.1", null, "pkg:apk/alpine/musl@1?distro=alpine-3.19.1")]
    [InlineData("some os", "1&2", null, "pkg:apk/some%20os/musl@1?distro=some%20os-1%262")]
    public void Names_any_distribution(string id, string version, string? codename, string expected) =>
        Assert.Equal(expected, PackageUrl.For(new(PackageType.Apk, "musl", "1"), new(id, version) { Codename = codename }).ToString());

    [Fact]
    public void Names_no_vendor_when_the_distribution_is_unknown() =>
        Assert.Equal("pkg:deb/openssl@1", PackageUrl.For(new(PackageType.Deb, "openssl", "1"), null).ToString());

    [Theory]
    [InlineData("npm", "@angular/core", "1.0", "pkg:npm/%40angular/core@1.0")]
    [InlineData("npm", "lodash", "4.17.15", "pkg:npm/lodash@4.17.15")]
    [InlineData("npm", "JSONStream", "1.3.5", "pkg:npm/JSONStream@1.3.5")]
    [InlineData("maven", "org.apache.logging.log4j:log4j-core", "2.14.1", "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1")]
    [InlineData("maven", "log4j-core", "2.14.1", "pkg:maven/log4j-core@2.14.1")]
    [InlineData("golang", "github.com/BurntSushi/toml", "v1.2.0", "pkg:golang/github.com/burntsushi/toml@v1.2.0")]
    [InlineData("golang", "stdlib", "1.22.3", "pkg:golang/stdlib@1.22.3")]
    [InlineData("golang", "github.com/docker/docker", "v20.10.9+incompatible", "pkg:golang/github.com/docker/docker@v20.10.9%2Bincompatible")]
    [InlineData("cargo", "serde_json", "1.0.1", "pkg:cargo/serde_json@1.0.1")]
    [InlineData("gem", "rails-html-sanitizer", "1.4.2", "pkg:gem/rails-html-sanitizer@1.4.2")]
    [InlineData("composer", "Symfony/HTTP-Kernel", "5.4.19", "pkg:composer/symfony/http-kernel@5.4.19")]
    [InlineData("conda", "openssl", "3.0.8", "pkg:conda/openssl@3.0.8")]
    [InlineData("pub", "http", "0.13.2", "pkg:pub/http@0.13.2")]
    [InlineData("hex", "phoenix", "1.6.0", "pkg:hex/phoenix@1.6.0")]
    [InlineData("bitnami", "node", "18.0.0", "pkg:bitnami/node@18.0.0")]
    [InlineData("pypi", "Typing_Extensions", "4.12.2", "pkg:pypi/typing-extensions@4.12.2")]
    [InlineData("nuget", "Newtonsoft.Json", "12.0.3-beta+x", "pkg:nuget/Newtonsoft.Json@12.0.3-beta%2Bx")]
    [InlineData("nuget", "Größe ?#/", "1", "pkg:nuget/Gr%C3%B6%C3%9Fe%20%3F%23%2F@1")]
    public void Encodes_language_packages_as_the_specification_says(string type, string name, string version, string expected) =>
        Assert.Equal(expected, PackageUrl.For(new(PackageType.All.Single(row => row.Purl == type), name, version), Bookworm).ToString());

    [Theory]
    [InlineData("pkg:deb/debian/openssl", true)]
    [InlineData("pkg:deb/debian/openssl@3.0.11-1~deb12u2", true)]
    [InlineData("pkg:deb/Debian/OpenSSL@3.0.11-1%7Edeb12u2", true)]
    [InlineData("PKG://DEB/debian/openssl", true)]
    [InlineData("pkg:deb/debian/openssl?arch=amd64", true)]
    [InlineData("pkg:deb/debian/openssl?distro=debian-12&arch=amd64", true)]
    [InlineData("pkg:deb/debian/openssl?arch=", true)]
    [InlineData("pkg:deb/debian/openssl?arch=arm64", false)]
    [InlineData("pkg:deb/debian/openssl@3.0.11", false)]
    [InlineData("pkg:deb/debian/openss", false)]
    [InlineData("pkg:deb/debian/openssl-tool", false)]
    [InlineData("pkg:deb/ubuntu/openssl", false)]
    [InlineData("pkg:deb/openssl", false)]
    [InlineData("pkg:apk/debian/openssl", false)]
    [InlineData("pkg:deb/debian/openssl#lib", false)]
    [InlineData("openssl", false)]
    [InlineData("pkg:deb", false)]
    [InlineData("pkg:deb/", false)]
    [InlineData("pkg:d%65b/debian/openssl", false)]
    [InlineData("pkg:deb/debian/openssl?arch", false)]
    [InlineData("", false)]
    public void Matches_what_a_pattern_leaves_open(string pattern, bool expected) =>
        Assert.Equal(expected, PackageUrl.Matches(pattern, "pkg:deb/debian/openssl@3.0.11-1~deb12u2?arch=amd64&distro=debian-12"));

    [Theory]
    [InlineData("pkg:npm/%40angular/core", "pkg:npm/%40angular/core@1.0", true)]
    [InlineData("pkg:npm/@angular/core", "pkg:npm/%40angular/core@1.0", true)]
    [InlineData("pkg:npm/@angular/core@1.0", "pkg:npm/%40angular/core@1.0", true)]
    [InlineData("pkg:npm/core", "pkg:npm/%40angular/core@1.0", false)]
    [InlineData("pkg:npm/%40angular", "pkg:npm/%40angular/core@1.0", false)]
    [InlineData("pkg:npm/jsonstream", "pkg:npm/JSONStream@1.3.5", false)]
    [InlineData("pkg:nuget/newtonsoft.json", "pkg:nuget/Newtonsoft.Json@12.0.3", true)]
    [InlineData("pkg:pypi/Typing_Extensions", "pkg:pypi/typing-extensions@4.12.2", true)]
    [InlineData("pkg:deb/debian/bsdutils@1:2.38", "pkg:deb/debian/bsdutils@1%3A2.38", true)]
    public void Knows_the_spellings_of_each_type(string pattern, string purl, bool expected) => Assert.Equal(expected, PackageUrl.Matches(pattern, purl));

    [Fact]
    public void Reads_back_what_it_writes() =>
        Gen.Select(Gen.String[1, 20], Gen.String[1, 20], Gen.String[1, 20]).Where((name, version, _) => IsText(name) && IsText(version)).Sample((name, version, architecture) =>
        {
            if (!IsText(architecture)) return true;
            var purl = new PackageUrl("generic", name) { Namespace = "a/b", Version = version, Subpath = "c/d" };
            purl = purl with { Qualifiers = purl.Qualifiers.Add("arch", architecture) };
            var written = purl.ToString();
            var read = PackageUrl.Parse(written);
            return read is not null && read.Name == name && read.Version == version && read.ToString() == written && PackageUrl.Matches(written, written);
        });

    [Fact]
    public void Never_throws_on_any_text() => Gen.String[0, 60].Sample(text => PackageUrl.Parse("pkg:a/" + text) is null or { Type: "a" });

    // A lone surrogate is no character and has no UTF-8 form.
    private static bool IsText(string text) => !text.Any(char.IsSurrogate);
}
