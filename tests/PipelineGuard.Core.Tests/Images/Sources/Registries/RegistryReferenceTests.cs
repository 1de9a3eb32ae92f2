namespace PipelineGuard.Images.Sources.Registries;

public sealed class RegistryReferenceTests
{
    private static readonly string SomeDigest = "sha256:" + new string('a', 64);

    [Theory]
    [InlineData("nginx", "docker.io/library/nginx:latest")]
    [InlineData("nginx:1.27", "docker.io/library/nginx:1.27")]
    [InlineData("docker.io/nginx", "docker.io/library/nginx:latest")]
    [InlineData("index.docker.io/team/app", "docker.io/team/app:latest")]
    [InlineData("team/app", "docker.io/team/app:latest")]
    [InlineData("ghcr.io/team/app:v1", "ghcr.io/team/app:v1")]
    [InlineData("localhost/app", "localhost/app:latest")]
    [InlineData("localhost:5000/app", "localhost:5000/app:latest")]
    [InlineData("Registry.Example:5000/a/b/c:T_1.x-Y", "registry.example:5000/a/b/c:T_1.x-Y")]
    [InlineData("[::1]:5000/app", "[::1]:5000/app:latest")]
    [InlineData("a__b--c/e_f.g", "docker.io/a__b--c/e_f.g:latest")]
    public void Reads_names_as_docker_pull_does(string text, string whole)
    {
        Assert.True(RegistryReference.TryParse(text, out var reference));
        Assert.Equal(whole, reference.ToString());
    }

    [Fact]
    public void Keeps_tag_and_digest_and_asks_for_the_digest()
    {
        Assert.True(RegistryReference.TryParse($"ghcr.io/team/app:1@{SomeDigest}", out var reference));
        Assert.Equal(("1", SomeDigest, SomeDigest), (reference.Tag, reference.Digest.ToString(), reference.Asked));
    }

    [Fact]
    public void A_name_with_a_digest_alone_has_no_tag()
    {
        Assert.True(RegistryReference.TryParse($"app@{SomeDigest}", out var reference));
        Assert.Null(reference.Tag);
    }

    [Theory]
    [InlineData("")]
    [InlineData("App")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("/a")]
    [InlineData("a..b/c..d")]
    [InlineData("a:b:c")]
    [InlineData("a:")]
    [InlineData("a:-x")]
    [InlineData("a@sha256:12")]
    [InlineData("a@md5:0123")]
    [InlineData("host.example/../../etc/passwd")]
    [InlineData("host.example:5000/")]
    [InlineData("user@host.example/app")]
    [InlineData("host.example?x/app")]
    [InlineData("host.example#x/app")]
    [InlineData("a b")]
    [InlineData("a\nb")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a_-b")]
    [InlineData("http://host.example/app")]
    public void Refuses_what_is_no_name(string text) => Assert.False(RegistryReference.TryParse(text, out _));

    [Fact]
    public void Refuses_names_that_are_too_long() => Assert.False(RegistryReference.TryParse(new string('a', 256), out _));
}
