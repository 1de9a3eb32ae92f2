using System.Text;
using PipelineGuard.Advisories.Feeds;
using PipelineGuard.Findings;
using PipelineGuard.Images.Building;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>The list of tags is read to its end, unless a registry has none, wants a login, or plays tricks; and whichever it is, it is said.</summary>
public sealed class RegistryTagsTests : IDisposable
{
    private readonly FakeRegistry _registry = new(OciLayoutWriter.Write(RegistryRead.Sample()));

    public void Dispose() => _registry.Dispose();

    [Fact]
    public async Task Lists_the_tags_each_once_and_leaves_out_what_is_none()
    {
        _registry.List("1.0", "1.1", "1.0", "bad tag", "../up", new string('x', 129));

        var list = await ListAsync();

        Assert.Equal(["1.0", "1.1"], list.Tags);
        Assert.Null(list.Cut);
    }

    [Theory, InlineData("</v2/example/app/tags/list?last=1.1&n=2>; rel=\"next\""), InlineData("<HOST/v2/example/app/tags/list?last=1.1>; rel=\"next\"")]
    public async Task Follows_the_pages(string link)
    {
        _registry.Instead = request => request.Item switch
        {
            "tags/list" => Page(["1.0", "1.1"], link.Replace("HOST", $"http://{_registry.Host}", StringComparison.Ordinal)),
            _ when request.Item.StartsWith("tags/list?last=1.1", StringComparison.Ordinal) => Page(["1.2"], null),
            _ => null,
        };

        var list = await ListAsync();

        Assert.Equal(["1.0", "1.1", "1.2"], list.Tags);
        Assert.Null(list.Cut);
    }

    [Theory]
    [InlineData("</v2/example/app/tags/list>", "leads back")]
    [InlineData("<https://host.example/v2/example/app/tags/list?n=1>", "elsewhere")]
    [InlineData("</v2/other/app/tags/list>", "elsewhere")]
    [InlineData("</v2/example/app/manifests/1.0>", "elsewhere")]
    [InlineData("<nonsense>", "elsewhere")]
    public async Task Keeps_what_it_has_and_says_where_pages_lead_astray(string link, string said)
    {
        _registry.Instead = request => request.Item.StartsWith("tags/list", StringComparison.Ordinal) ? Page(["1.0"], link + "; rel=\"next\"") : null;

        var list = await ListAsync();

        Assert.Equal(["1.0"], list.Tags);
        Assert.Contains(said, list.Cut, StringComparison.Ordinal);
        Assert.DoesNotContain(_registry.Requests, request => request.Path.Contains("/other/", StringComparison.Ordinal) || request.Item.StartsWith("manifests", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_list_without_end_ends()
    {
        int page = 0;
        _registry.Instead = request => request.Item.StartsWith("tags/list", StringComparison.Ordinal) ? Page([$"1.{Interlocked.Increment(ref page)}"], $"</v2/example/app/tags/list?last={page}>; rel=\"next\"") : null;

        Assert.Contains("200 pages", (await ListAsync()).Cut, StringComparison.Ordinal);
        Assert.InRange(_registry.Requests.Count, 200, 210);
    }

    [Fact]
    public async Task Hundreds_of_thousands_of_tags_are_bounded()
    {
        _registry.List([.. Enumerable.Range(0, RegistryTags.Most + 5).Select(number => $"1.{number}")]);

        var list = await ListAsync();

        Assert.Equal(RegistryTags.Most, list.Tags.Length);
        Assert.Contains("100000", list.Cut, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_too_large_is_not_read()
    {
        _registry.List("1.0", "1.1");

        var failure = await Assert.ThrowsAsync<GuardException>(() => ListAsync(ReadLimits.Default with { ManifestBytes = 20 }));

        Assert.Equal(Problems.RegistryFailed, failure.Problem);
    }

    [Theory]
    [InlineData(404, "PG2023", "404")]
    [InlineData(401, "PG2021", "401")]
    [InlineData(403, "PG2022", "403")]
    [InlineData(500, "PG2025", "500")]
    public async Task A_registry_that_gives_no_list_has_not_an_empty_one(int status, string code, string said)
    {
        _registry.Instead = request => request.Item.StartsWith("tags/list", StringComparison.Ordinal) ? Answer.Of(status) : null;

        var failure = await Assert.ThrowsAsync<GuardException>(() => ListAsync());

        Assert.Equal(code, failure.Problem.Code);
        Assert.Contains(said, failure.Detail, StringComparison.Ordinal);
    }

    [Theory, InlineData("no JSON"), InlineData("[]"), InlineData("{}"), InlineData("{\"tags\":7}"), InlineData("")]
    public async Task What_is_no_list_is_called_so(string body)
    {
        _registry.Instead = request => request.Item == "tags/list" ? new(200, Encoding.UTF8.GetBytes(body)) : null;

        Assert.Contains("list of tags", (await Assert.ThrowsAsync<GuardException>(() => ListAsync())).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_whose_tags_were_deleted_has_none()
    {
        _registry.Instead = request => request.Item == "tags/list" ? new(200, "{\"name\":\"example/app\",\"tags\":null}"u8.ToArray()) : null;

        var list = await ListAsync();

        Assert.Empty(list.Tags);
        Assert.Null(list.Cut);
    }

    private static Answer Page(string[] tags, string? link) =>
        new(200, Encoding.UTF8.GetBytes($"{{\"name\":\"example/app\",\"tags\":[{string.Join(",", tags.Select(tag => $"\"{tag}\""))}]}}"), link is null ? "" : $"Link: {link}\r\n");

    private Task<TagList> ListAsync(ReadLimits? limits = null)
    {
        Assert.True(RegistryReference.TryParse(_registry.Image, out var reference));
        return RegistryTags.ListAsync(reference, FakeRegistry.Access, limits ?? ReadLimits.Default, new TestLog(), TestContext.Current.CancellationToken);
    }
}
