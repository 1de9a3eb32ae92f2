using System.Collections.Immutable;
using System.Text.Json;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>The tags of a repository.</summary>
/// <param name="Tags">Each once, in the registry's order.</param>
/// <param name="Cut">Why these are not all; null when they are.</param>
internal sealed record TagList(ImmutableArray<string> Tags, string? Cut);

/// <summary>Lists the tags of a repository (OCI distribution specification 1.1 §listing tags), page by page.</summary>
internal static class RegistryTags
{
    /// <summary>So many are listed at most. The largest public repositories have some 30,000.</summary>
    public const int Most = 100_000;

    private const int MostPages = 200;
    private const string FirstPage = "tags/list";

    /// <summary>Lists them.</summary>
    /// <param name="reference">An image of the repository.</param>
    /// <param name="access">How registries are talked to.</param>
    /// <param name="limits">Bounds each page.</param>
    /// <param name="log">Takes what does not keep it from asking.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="GuardException">The registry does not give the list, or it is none.</exception>
    public static async Task<TagList> ListAsync(RegistryReference reference, RegistryAccess access, ReadLimits limits, IScanLog log, CancellationToken cancellation)
    {
        using var client = new RegistryClient(reference, access, log);
        try
        {
            return await ListAsync(client, limits, cancellation).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is HttpIOException or HttpRequestException or IOException or LimitException or JsonException || broken is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new GuardException(Problems.RegistryFailed, reference.ToString(), $"Its list of tags cannot be read: {broken.Message}", broken);
        }
    }

    // A page size is not asked for: registries refuse one that is larger than they like.
    private static async Task<TagList> ListAsync(RegistryClient client, ReadLimits limits, CancellationToken cancellation)
    {
        var tags = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (string? path = FirstPage; path is not null;)
        {
            if (!seen.Add(path)) return Cut("The list leads back to a page that was read before.");
            if (seen.Count > MostPages) return Cut($"It goes on for more than {MostPages} pages.");
            var (page, next) = await PageAsync(client, path, limits, cancellation).ConfigureAwait(false);
            var fresh = page.Where(known.Add).ToList();
            tags.AddRange(fresh.Take(Most - tags.Count));
            if (known.Count > Most) return Cut($"There are more than {Most}.");
            if (next is null) break;
            if (client.PathOf(next) is not { } following || !following.StartsWith(FirstPage, StringComparison.Ordinal)) return Cut("The next page is said to be elsewhere; it was not asked for.");
            path = following;
        }
        return new([.. tags], null);

        TagList Cut(string why) => new([.. tags], why);
    }

    private static async Task<(ImmutableArray<string> Tags, string? Next)> PageAsync(RegistryClient client, string path, ReadLimits limits, CancellationToken cancellation)
    {
        using var response = await client.GetTagsAsync(path, cancellation).ConfigureAwait(false);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(client.Retry.Silence);
        var body = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
        var bytes = await BoundedBody.ReadAsync(body, limits.ManifestBytes, silence.Token).ConfigureAwait(false);
        using var document = JsonDocument.Parse(bytes, new() { MaxDepth = limits.JsonDepth });
        // A repository whose tags were all deleted has "null".
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("tags", out var tags) || tags.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null))
            throw new JsonException("it has no 'tags'.");
        if (tags.ValueKind == JsonValueKind.Null) return ([], NextPage.Of(response));
        return ([.. tags.EnumerateArray().Where(tag => tag.ValueKind == JsonValueKind.String).Select(tag => tag.GetString()!).Where(RegistryReference.IsTag)], NextPage.Of(response));
    }
}
