using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Secrets.Searching;
using PipelineGuard.Secrets.Validation;

namespace PipelineGuard.Secrets.Matching;

/// <summary>Finds passwords in JDBC's URLs: <c>jdbc:postgresql://host/db?user=app&amp;password=…</c>.</summary>
internal sealed class JdbcMatcher : SecretMatcher
{
    private const int Reach = 512;

    private static readonly SearchValues<byte> Ends = SearchValues.Create(" \"'\r\n\0<>`"u8);
    private static readonly SearchValues<byte> EndsOfValue = SearchValues.Create("&;"u8);

    /// <inheritdoc/>
    public override ImmutableArray<Keyword> Keywords { get; } = [new("jdbc:")];

    /// <inheritdoc/>
    public override int MaxLength => Reach;

    /// <inheritdoc/>
    public override ImmutableArray<string> Shapes { get; } = ["spring.datasource.url=jdbc:postgresql://db.corp.internal/orders?user=app&password={[0-9A-Za-z]:14}"];

    /// <inheritdoc/>
    public override ImmutableArray<string> Harmless { get; } = ["jdbc:postgresql://db/orders?user=app&password=${DB_PASSWORD}", "jdbc:postgresql://db/orders?user=app&password=secret"];

    /// <inheritdoc/>
    public override bool TryMatch(in SecretPlace place, out SecretSpan secret)
    {
        secret = default;
        var url = place.Text[place.End..Math.Min(place.Text.Length, place.Start + Reach)];
        int end = url.IndexOfAny(Ends);
        if (end >= 0) url = url[..end];
        int at = Encoding.Latin1.GetString(url).IndexOf("password=", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return false;
        at += "password=".Length;
        int length = url[at..].IndexOfAny(EndsOfValue);
        secret = new(place.End + at, length < 0 ? url.Length - at : length);
        return Passwords.IsReal(place.Characters(secret), "");
    }
}
