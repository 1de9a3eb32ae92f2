using System.Buffers;
using System.Collections.Immutable;
using PipelineGuard.Secrets.Searching;
using PipelineGuard.Secrets.Validation;

namespace PipelineGuard.Secrets.Matching;

/// <summary>Finds passwords in ADO.NET's and ODBC's connection strings: <c>Server=…;User Id=…;Password=…</c>.</summary>
internal sealed class ConnectionStringMatcher : SecretMatcher
{
    private const int Reach = 512;

    // One of these must stand in the string, or it is no connection string.
    private static readonly ImmutableArray<string> Servers =
        ["server=", "data source=", "datasource=", "host=", "addr=", "address=", "endpoint=", "accountendpoint=", "hostname="];

    private static readonly SearchValues<byte> Ends = SearchValues.Create("\"\r\n\0<>`"u8);
    private static readonly SearchValues<byte> EndsOfValue = SearchValues.Create(";\"'\r\n\0<>` &"u8);

    /// <inheritdoc/>
    public override ImmutableArray<Keyword> Keywords { get; } = [new("password=", IgnoreCase: true), new("pwd=", IgnoreCase: true), new("passwd=", IgnoreCase: true), new("password =", IgnoreCase: true)];

    /// <inheritdoc/>
    public override int Before => Reach;

    /// <inheritdoc/>
    public override int MaxLength => Reach;

    /// <inheritdoc/>
    public override ImmutableArray<string> Shapes { get; } =
    [
        "\"Default\": \"Server=db.corp.internal;Database=orders;User Id=app;Password={[0-9A-Za-z]:14};Encrypt=true\"",
        "<add name=\"Default\" connectionString=\"Data Source=db1;Initial Catalog=orders;uid=app;pwd={[0-9A-Za-z]:14}\" />",
    ];

    /// <inheritdoc/>
    public override ImmutableArray<string> Harmless { get; } =
    [
        "\"Default\": \"Server=db;Database=orders;User Id=app;Password=$(DbPassword)\"",
        "\"Default\": \"Server=(localdb)\\\\mssqllocaldb;Database=orders;Trusted_Connection=True\"",
        "password=K7dhe82hsK2",
        "r.host=Ue.call(r);r.password=Le7x.call(r),r.port=Ie.call(r)",
    ];

    /// <inheritdoc/>
    public override bool TryMatch(in SecretPlace place, out SecretSpan secret)
    {
        secret = default;
        var before = place.Text[Math.Max(0, place.Start - Reach)..place.Start];
        var after = place.Text[place.End..Math.Min(place.Text.Length, place.Start + Reach)];
        // Part of a longer name, as in "MaskedPassword=", or a member in code, as in "url.password=".
        if (before.Length > 0 && (before[^1] == '.' || char.IsAsciiLetterOrDigit((char)before[^1]))) return false;
        before = before[(before.LastIndexOfAny(Ends) + 1)..];
        int end = after.IndexOfAny(Ends);
        if (end >= 0) after = after[..end];
        if (!HasServer(place, before.Length, after.Length)) return false;
        int skipped = after.IndexOfAnyExcept((byte)' ', (byte)'\'');
        int length = skipped < 0 ? 0 : after[skipped..].IndexOfAny(EndsOfValue) is var found and >= 0 ? found : after.Length - skipped;
        secret = new(place.End + Math.Max(0, skipped), length);
        return length > 0 && Passwords.IsReal(place.Characters(secret), "");
    }

    private static bool HasServer(in SecretPlace place, int before, int after)
    {
        var text = place.Characters(SecretSpan.Between(place.Start - before, place.End + after));
        return text.Contains(';', StringComparison.Ordinal)
            && Servers.Any(server => text.Replace(" =", "=", StringComparison.Ordinal).Contains(server, StringComparison.OrdinalIgnoreCase));
    }
}
