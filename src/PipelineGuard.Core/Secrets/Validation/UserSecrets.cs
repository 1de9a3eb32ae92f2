using System.Text.Json;

namespace PipelineGuard.Secrets.Validation;

/// <summary>The user secrets of .NET: JSON that <c>dotnet user-secrets</c> keeps beside the profile of a developer.</summary>
internal static class UserSecrets
{
    /// <summary>True when there is any value in it.</summary>
    public static bool HasValue(ReadOnlyMemory<byte> content)
    {
        var reader = new Utf8JsonReader(WithoutMark(content.Span), new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length > 0) return true;
            }
        }
        catch (JsonException)
        {
            // Not JSON after all: other rules look at its text.
        }
        return false;
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> text) => text.StartsWith("\uFEFF"u8) ? text[3..] : text;
}
