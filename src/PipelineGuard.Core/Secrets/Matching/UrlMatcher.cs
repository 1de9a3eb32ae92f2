using System.Buffers;
using System.Collections.Immutable;
using PipelineGuard.Secrets.Searching;
using PipelineGuard.Secrets.Validation;

namespace PipelineGuard.Secrets.Matching;

/// <summary>Finds passwords in URLs (RFC 3986 §3.2.1): <c>scheme://user:password@host</c>.</summary>
internal sealed class UrlMatcher : SecretMatcher
{
    private const int Longest = 512;
    private const int LongestPassword = 200;

    // What may stand neither in a login nor in a host.
    private static readonly SearchValues<byte> Ends = SearchValues.Create(" \t\r\n\0\"'`<>/\\?#|()[]{}"u8);

    /// <param name="schemes">Schemes, without <c>://</c>.</param>
    public UrlMatcher(params ImmutableArray<string> schemes)
    {
        Keywords = [.. schemes.Select(scheme => new Keyword($"{scheme}://", IgnoreCase: true))];
        Shapes = [.. schemes.Select(scheme => $"{scheme}://app:{{[0-9A-Za-z]:16}}@db.corp.internal:5000/orders")];
        Harmless = [$"{schemes[0]}://app:password@db.corp.internal/orders", $"{schemes[0]}://app:$PASSWORD@db/orders", $"{schemes[0]}://db.corp.internal/orders"];
    }

    /// <inheritdoc/>
    public override ImmutableArray<Keyword> Keywords { get; }

    /// <inheritdoc/>
    public override int Before => 1;

    /// <inheritdoc/>
    public override int MaxLength => Longest;

    /// <inheritdoc/>
    public override ImmutableArray<string> Shapes { get; }

    /// <inheritdoc/>
    public override ImmutableArray<string> Harmless { get; }

    /// <inheritdoc/>
    public override bool TryMatch(in SecretPlace place, out SecretSpan secret)
    {
        secret = default;
        var rest = place.Text[place.End..Math.Min(place.Text.Length, place.Start + Longest)];
        int end = rest.IndexOfAny(Ends);
        var authority = end < 0 ? rest : rest[..end];
        int at = authority.LastIndexOf((byte)'@'), colon = at < 0 ? -1 : authority[..at].IndexOf((byte)':');
        if (colon < 0 || at - colon - 1 is < 1 or > LongestPassword || !HasHost(authority[(at + 1)..]) || TokenEdges.IsInsideWord(place.Text, place.Start)) return false;
        secret = new(place.End + colon + 1, at - colon - 1);
        var user = place.Characters(new(place.End, colon));
        return Passwords.IsReal(place.Characters(secret), user) && !Hosts.IsExample(place.Characters(new(place.End + at + 1, authority.Length - at - 1)));
    }

    private static bool HasHost(ReadOnlySpan<byte> host) => host.Length >= 2 && char.IsAsciiLetterOrDigit((char)host[0]);
}
