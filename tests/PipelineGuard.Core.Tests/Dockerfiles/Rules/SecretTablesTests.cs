using PipelineGuard.Dockerfiles.Packaging;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>What the names of variables and files, URLs and tokens give away.</summary>
public sealed class SecretTablesTests
{
    [Theory]
    [InlineData("PASSWORD", true)]
    [InlineData("db_passwd", true)]
    [InlineData("DB_PWD", true)]
    [InlineData("PWD", false)]
    [InlineData("OLDPWD", false)]
    [InlineData("GITHUB_PAT", true)]
    [InlineData("AWS_SECRET_ACCESS_KEY", true)]
    [InlineData("AWS_ACCESS_KEY_ID", false)]
    [InlineData("ApiKey", true)]
    [InlineData("Jwt__SigningKey", true)]
    [InlineData("ConnectionStrings__Password", true)]
    [InlineData("com.example.api-key", true)]
    [InlineData("NEXT_PUBLIC_API_KEY", false)]
    [InlineData("PASSWORD_FILE", false)]
    [InlineData("SECRETS_DIR", false)]
    [InlineData("TOKENIZERS_PARALLELISM", false)]
    [InlineData("MAX_TOKENS", false)]
    [InlineData("GPG_KEY", false)]
    [InlineData("KEY", false)]
    [InlineData("GOOGLE_APPLICATION_CREDENTIALS", false)]
    [InlineData("_", false)]
    [InlineData("", false)]
    public void A_variable_is_a_secret_by_its_name(string name, bool expected) => Assert.Equal(expected, SecretNames.IsSecret(name));

    [Theory]
    [InlineData("hunter2", false)]
    [InlineData("changeme", false)]
    [InlineData("\uFFFC", false)]
    [InlineData("/9j4AAQSkZJRg+==", false)]
    [InlineData("  ", true)]
    [InlineData("xxxxxxxx", true)]
    [InlineData("Dummy-value", true)]
    [InlineData("<your token>", true)]
    [InlineData("false", true)]
    [InlineData("/run/secrets/db", true)]
    [InlineData("~/.token", true)]
    public void A_value_may_stand_for_a_secret_that_comes_later(string value, bool expected) => Assert.Equal(expected, SecretNames.IsPlaceholder(value));

    [Theory]
    [InlineData("id_rsa", true)]
    [InlineData("keys/id_ed25519", true)]
    [InlineData("id_rsa.pub", false)]
    [InlineData(".env", true)]
    [InlineData("app/.env.local", true)]
    [InlineData(".env.example", false)]
    [InlineData("env", false)]
    [InlineData("site.PFX", true)]
    [InlineData("truststore.jks", false)]
    [InlineData("debug.keystore", false)]
    [InlineData("privkey.pem", true)]
    [InlineData("ca.pem", false)]
    [InlineData("repo-signing.key", false)]
    [InlineData("tls.key", true)]
    [InlineData(".key", false)]
    [InlineData("/root/.aws/credentials", true)]
    [InlineData("x.aws/credentials", false)]
    [InlineData(".docker/config.json", true)]
    [InlineData("config.json", false)]
    [InlineData(".ssh/", true)]
    [InlineData("", false)]
    [InlineData("/", false)]
    public void A_file_is_a_secret_by_its_path(string path, bool expected) => Assert.Equal(expected, SecretFiles.WhatIn(path) is not null);

    [Theory]
    [InlineData("git clone https://jo:hunter2@example.com/a", new[] { 10 })]
    [InlineData("a=https://jo:x@a.example b=git+https://jo:x@b.example", new[] { 2, 27 })]
    [InlineData("https://jo@example.com https://example.com:443/a:b@c", new int[0])]
    [InlineData("https://jo:$X@example.com https://jo:@example.com https://:x@example.com", new[] { 50 })]
    [InlineData("postgres://jo:x@localhost:5432/db docker://debian:12@sha256:4f2a", new int[0])]
    [InlineData("://jo:x@example.com", new int[0])]
    public void A_url_holds_a_login_when_a_password_stands_in_it(string text, int[] expected) => Assert.Equal(expected, UrlLogins.In(text));

    [Fact]
    public void A_token_needs_its_length_its_alphabet_and_its_checksum()
    {
        // Put together, so that our own sources hold nothing that looks leaked.
        string token = "npm" + "_aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0" + "1XM6Ea";

        Assert.True(IsToken(token));
        Assert.True(IsToken(token + "\n"));
        Assert.False(IsToken(token[..^1] + "b"));
        Assert.False(IsToken(token[..^1]));
        Assert.False(IsToken(token + "a"));
        Assert.False(IsToken("AKI" + "A" + new string('A', 16)));
    }

    private static bool IsToken(string text) => TokenShape.All.Any(shape => shape.IsAt(text));
}
