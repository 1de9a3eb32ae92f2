namespace PipelineGuard.Policy;

public sealed class PatternTests
{
    [Theory]
    [InlineData("app/a.txt", "app/a.txt", true)]
    [InlineData("app/a.txt", "app/b.txt", false)]
    [InlineData("app/a.txt", "x/app/a.txt", false)]
    [InlineData("/app/a.txt", "app/a.txt", true)]
    [InlineData("app/*.txt", "app/b.txt", true)]
    [InlineData("app/*.txt", "app/b/c.txt", false)]
    [InlineData("app/**", "app/b/c.txt", true)]
    [InlineData("app/**", "apple", false)]
    [InlineData("**/test/*", "a/b/test/c", true)]
    [InlineData("**/test/*", "test/c", true)]
    [InlineData("**/test/*", "contest/c", false)]
    [InlineData("a.c", "abc", false)]
    [InlineData("a[b]*", "a[b]c", true)]
    [InlineData("*", "line\nbreak", true)]
    [InlineData("a*", "a\n", true)]
    [InlineData("*a", "a\n", false)]
    public void A_path_pattern_matches_whole_paths(string pattern, string path, bool matches) => Assert.Equal(matches, new PathPattern(pattern).Matches(path));

    [Theory]
    [InlineData("pkg:deb/debian/openssl", "pkg:deb/debian/openssl@3.0.11-1~deb12u2?arch=amd64&distro=debian-12", true)]
    [InlineData("pkg:deb/debian/openssl", "pkg:deb/debian/openssl", true)]
    [InlineData("pkg:deb/debian/openssl", "pkg:deb/ubuntu/openssl@3", false)]
    [InlineData("pkg:deb/debian/openssl", "pkg:deb/debian/openssl-tools@3", false)]
    [InlineData("pkg:npm/@angular/core", "pkg:npm/%40angular/core@17.0.0", true)]
    [InlineData("pkg:npm/%40angular/core", "pkg:npm/%40angular/core@17.0.0", true)]
    [InlineData("pkg:npm/@angular/*", "pkg:npm/%40angular/core@17.0.0", true)]
    [InlineData("pkg:npm/*", "pkg:npm/%40angular/core@17.0.0", false)]
    [InlineData("pkg:nuget/newtonsoft.json", "pkg:nuget/Newtonsoft.Json@13.0.1", true)]
    [InlineData("pkg:nuget/NEWTON*", "pkg:nuget/Newtonsoft.Json@13.0.1", true)]
    [InlineData("pkg:nuget/Newtonsoft.Json", "pkg:nuget/NewtonsoftXJson@1", false)]
    [InlineData("pkg:npm/left-pad", "pkg:npm/left-pad@1#sub/path", true)]
    public void A_package_pattern_matches_every_version(string text, string purl, bool matches)
    {
        Assert.True(PackagePattern.TryParse(text, out var pattern, out _));
        Assert.Equal(matches, pattern.Matches(purl));
    }

    [Theory]
    [InlineData("openssl", "package URL, such as")]
    [InlineData("pkg:openssl", "needs a type and a name")]
    [InlineData("pkg:/openssl", "needs a type and a name")]
    [InlineData("pkg:deb/", "needs a type and a name")]
    [InlineData("pkg:deb/debian/openssl@3.0", "leave out what follows the name")]
    [InlineData("pkg:deb/debian/openssl?arch=amd64", "leave out what follows the name")]
    public void A_wrong_package_pattern_says_what_is_wrong(string text, string expected)
    {
        Assert.False(PackagePattern.TryParse(text, out _, out var mistake));
        Assert.Contains(expected, mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_of_nothing_but_wildcards_meets_a_long_path()
    {
        var pattern = new PathPattern(string.Concat(Enumerable.Repeat("**/*a*/", 70)) + "z");

        Assert.False(pattern.Matches(string.Concat(Enumerable.Repeat("aa/", 1_300)) + "b"));
    }

    [Fact]
    public void Patterns_are_values()
    {
        Assert.Equal(new PathPattern("a/*"), new PathPattern("/a/*"));
        Assert.NotEqual(new PathPattern("a/*"), new PathPattern("A/*"));
        Assert.True(PackagePattern.TryParse("pkg:npm/%40a/b", out var one, out _) & PackagePattern.TryParse("pkg:npm/@A/b", out var other, out _));
        Assert.Equal(one, other);
        Assert.Equal(one!.GetHashCode(), other!.GetHashCode());
    }
}
