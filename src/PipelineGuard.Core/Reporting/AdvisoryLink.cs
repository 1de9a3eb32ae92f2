using System.Buffers;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting;

/// <summary>Links to advisories. They come from data others wrote, so only web addresses are let through.</summary>
internal static class AdvisoryLink
{
    private const int MaxLength = 2_000;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&'()*+,;=%");

    /// <summary>The links that a browser can open, most useful first.</summary>
    public static IEnumerable<Uri> All(AdvisoryFacts advisory) => advisory.References.Select(Parse).OfType<Uri>();

    /// <summary>The one page to read; null when there is none.</summary>
    public static Uri? Best(AdvisoryFacts advisory) => All(advisory).FirstOrDefault();

    private static Uri? Parse(string text) =>
        text.Length <= MaxLength
        && Uri.TryCreate(text, UriKind.Absolute, out var link)
        && link.Scheme is "https" or "http"
        && link.UserInfo.Length == 0
        && IsPlain(link.AbsoluteUri)
            ? new Uri(link.AbsoluteUri)
            : null;

    // RFC 3986 §2 and §3.5. Letters of other scripts are left to host names that look like ones people trust.
    private static bool IsPlain(string uri) => !uri.AsSpan().ContainsAnyExcept(Allowed) && uri.AsSpan().Count('#') <= 1;
}
