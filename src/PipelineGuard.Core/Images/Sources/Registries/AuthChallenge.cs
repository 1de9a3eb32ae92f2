using System.Net.Http.Headers;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>What a server says about how to log in (RFC 9110 §11.6.1; for <c>Bearer</c>, distribution's token authentication specification).</summary>
/// <param name="Scheme"><c>bearer</c> or <c>basic</c>, in lower case.</param>
/// <param name="Realm">Where tokens are given out; null when not stated.</param>
/// <param name="Service">Who the token is for; null when not stated.</param>
/// <param name="Scope">What it allows; null when not stated.</param>
internal sealed record AuthChallenge(string Scheme, string? Realm, string? Service, string? Scope)
{
    /// <summary>The challenge to answer: a token where one is offered; null when there is none that we know.</summary>
    public static AuthChallenge? From(HttpHeaderValueCollection<AuthenticationHeaderValue> headers)
    {
        var known = headers.Select(From).Where(challenge => challenge.Scheme is "bearer" or "basic").ToList();
        return known.Find(challenge => challenge.Scheme == "bearer" && challenge.Realm is not null) ?? known.Find(challenge => challenge.Scheme == "basic");
    }

    private static AuthChallenge From(AuthenticationHeaderValue header)
    {
        var values = Parameters(header.Parameter ?? "");
        return new(header.Scheme.ToLowerInvariant(), values.GetValueOrDefault("realm"), values.GetValueOrDefault("service"), values.GetValueOrDefault("scope"));
    }

    // name=token or name="quoted", separated by commas; what is malformed ends the list.
    private static Dictionary<string, string> Parameters(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (text.IndexOf('=', StringComparison.Ordinal) is var equals and > 0)
        {
            var name = text[..equals].Trim(' ', '\t', ',');
            var rest = text[(equals + 1)..].TrimStart();
            int end = rest.StartsWith('"') ? rest.IndexOf('"', 1) : rest.IndexOf(',', StringComparison.Ordinal);
            if (rest.StartsWith('"') && end < 0) break;
            values.TryAdd(name, rest.StartsWith('"') ? rest[1..end] : (end < 0 ? rest : rest[..end]).Trim());
            text = end < 0 ? "" : rest[(end + 1)..];
        }
        return values;
    }
}
