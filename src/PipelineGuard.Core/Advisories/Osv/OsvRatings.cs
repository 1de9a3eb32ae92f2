using System.Text.Json;

namespace PipelineGuard.Advisories.Osv;

/// <summary>Collects how a record rates the vulnerability: vectors and words.</summary>
internal static class OsvRatings
{
    // Longer than any CVSS 4.0 vector with all its optional metrics.
    private const int MaxLength = 256;

    /// <summary>Reads <c>severity[]</c>: CVSS vectors, and words such as the priority that Ubuntu gives.</summary>
    public static void ReadSeverity(ref Utf8JsonReader json, List<string> ratings)
    {
        if (!JsonCursor.EnterArray(ref json)) return;
        while (JsonCursor.HasItem(ref json))
        {
            if (!JsonCursor.EnterObject(ref json)) continue;
            while (JsonCursor.NextProperty(ref json))
            {
                if (json.ValueTextEquals("score"u8)) Add(JsonCursor.Text(ref json), ratings);
                else JsonCursor.Skip(ref json);
            }
        }
    }

    /// <summary>Reads the words in <c>database_specific</c> and <c>ecosystem_specific</c>: GitHub's severity, Debian's urgency, Ubuntu's priority as it was written before it became a severity.</summary>
    public static void ReadSpecific(ref Utf8JsonReader json, List<string> ratings)
    {
        if (!JsonCursor.EnterObject(ref json)) return;
        while (JsonCursor.NextProperty(ref json))
        {
            if (json.ValueTextEquals("severity"u8) || json.ValueTextEquals("urgency"u8) || json.ValueTextEquals("ubuntu_priority"u8)) Add(JsonCursor.Text(ref json), ratings);
            else JsonCursor.Skip(ref json);
        }
    }

    private static void Add(string? rating, List<string> ratings)
    {
        if (rating is { Length: <= MaxLength }) ratings.Add(rating);
    }
}
