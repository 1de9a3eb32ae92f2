namespace PipelineGuard.Images.Sources.Registries;

/// <summary>Where a list goes on (RFC 8288, as far as registries use it): <c>&lt;address&gt;; rel="next"</c>.</summary>
internal static class NextPage
{
    /// <summary>The link of an answer; null when it is the last page.</summary>
    public static string? Of(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var links)) return null;
        var next = links.FirstOrDefault(link => link.StartsWith('<') && link.Contains("rel=\"next\"", StringComparison.OrdinalIgnoreCase));
        return next?.IndexOf('>', StringComparison.Ordinal) is { } end and > 0 ? next[1..end] : null;
    }
}
