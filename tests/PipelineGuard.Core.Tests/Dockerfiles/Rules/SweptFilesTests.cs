using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>What is copied along with others is named.</summary>
public sealed class SweptFilesTests
{
    [Theory]
    [InlineData(".env", "'.env' is copied along.", "Add **/.env to .dockerignore.")]
    [InlineData("z/id_rsa,.env", "'.env' and 'z/id_rsa' are copied along.", "Add **/.env, **/id_rsa to .dockerignore.")]
    [InlineData(".env,a/.env,b/id_rsa", "'.env', 'a/.env' and 'b/id_rsa' are copied along.", "Add **/.env, **/id_rsa to .dockerignore.")]
    public void Every_secret_is_named(string files, string message, string advice)
    {
        var finding = Secrets("COPY . /app", files.Split(','));

        Assert.Equal((message, advice), (finding.Message, finding.Fix!.Description));
    }

    [Fact]
    public void Of_many_secrets_some_are_named_and_the_others_counted()
    {
        var finding = Secrets("COPY . /app", [.. Enumerable.Range(10, 25).Select(i => $"k{i}/id_rsa").Reverse()]);

        Assert.StartsWith("'k10/id_rsa', 'k11/id_rsa', ", finding.Message, StringComparison.Ordinal);
        Assert.EndsWith("'k19/id_rsa' and 15 more are copied along.", finding.Message, StringComparison.Ordinal);
        Assert.Equal("Add **/id_rsa to .dockerignore.", finding.Fix!.Description);
    }

    [Fact]
    public void What_two_sources_take_is_named_once()
    {
        var finding = Secrets("COPY . keys /app/", ["a.txt", "keys/id_rsa"]);

        Assert.Equal("'keys/id_rsa' is copied along.", finding.Message);
    }

    private static Finding Secrets(string copy, string[] files) =>
        Assert.Single(new KeepLocalSecretsOut().Check(Dockerfile.Parse($"FROM debian:12.5\n{copy}"), new DockerfileContext { ContextFiles = [.. files.Order(StringComparer.Ordinal)] }));
}
