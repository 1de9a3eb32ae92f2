using System.Collections.Immutable;
using System.Text.Json;

namespace PipelineGuard.Advisories.Osv;

/// <summary>Picks the links a person would open first.</summary>
internal static class OsvReferences
{
    private const int MaxCount = 5;
    private const int MaxLength = 2_048;

    /// <summary>Reads <c>references[]</c>; anything but a web address is left out.</summary>
    public static void Read(ref Utf8JsonReader json, List<(int Rank, string Url)> references)
    {
        if (!JsonCursor.EnterArray(ref json)) return;
        while (JsonCursor.HasItem(ref json))
        {
            if (!JsonCursor.EnterObject(ref json)) continue;
            string? type = null, url = null;
            while (JsonCursor.NextProperty(ref json))
            {
                if (json.ValueTextEquals("type"u8)) type = JsonCursor.Text(ref json);
                else if (json.ValueTextEquals("url"u8)) url = JsonCursor.Text(ref json);
                else JsonCursor.Skip(ref json);
            }
            if (url is not null && IsWebAddress(url)) references.Add((Rank(type), url));
        }
    }

    /// <summary>The first few by kind, each once, otherwise in the order of the source.</summary>
    public static ImmutableArray<string> MostUseful(List<(int Rank, string Url)> references) =>
        [.. references.OrderBy(reference => reference.Rank).Select(reference => reference.Url).Distinct().Take(MaxCount)];

    private static int Rank(string? type) => type switch
    {
        "ADVISORY" => 0,
        "FIX" => 1,
        "WEB" => 2,
        _ => 3,
    };

    private static bool IsWebAddress(string url) =>
        url.Length <= MaxLength
        && (url.StartsWith("https://", StringComparison.Ordinal) || url.StartsWith("http://", StringComparison.Ordinal))
        && !url.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
