using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Secrets.Searching;
using PipelineGuard.Secrets.Validation;

namespace PipelineGuard.Secrets.Matching;

/// <summary>Finds <c>user:password</c> in base 64 (RFC 7617): Docker's <c>"auth"</c>, and headers of requests.</summary>
internal sealed class LoginMatcher : SecretMatcher
{
    private const int Reach = 600;

    /// <param name="keyword">What stands in front of it.</param>
    /// <param name="shape">An example; <c>{login:N}</c> is a login with a password of N characters.</param>
    public LoginMatcher(string keyword, string shape)
    {
        Keywords = [new(keyword, IgnoreCase: true)];
        Shapes = [shape];
        Harmless = [shape.Replace("{login:24}", "", StringComparison.Ordinal), shape.Replace("{login:24}", "aGVsbG8gd29ybGQ=", StringComparison.Ordinal)];
    }

    /// <inheritdoc/>
    public override ImmutableArray<Keyword> Keywords { get; }

    /// <inheritdoc/>
    public override int MaxLength => Reach;

    /// <inheritdoc/>
    public override ImmutableArray<string> Shapes { get; }

    /// <inheritdoc/>
    public override ImmutableArray<string> Harmless { get; }

    /// <inheritdoc/>
    public override bool TryMatch(in SecretPlace place, out SecretSpan secret)
    {
        secret = default;
        int at = place.End, last = Math.Min(place.Text.Length, place.Start + Reach);
        while (at < last && place.Text[at] is (byte)' ' or (byte)':' or (byte)'"' or (byte)'\'' or (byte)'=' or (byte)'\\') at++;
        int end = at;
        while (end < last && (char.IsAsciiLetterOrDigit((char)place.Text[end]) || place.Text[end] is (byte)'+' or (byte)'/' or (byte)'=')) end++;
        secret = SecretSpan.Between(at, end);
        return secret.Length >= 12 && IsLogin(place.Characters(secret));
    }

    private static bool IsLogin(string base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out int length)) return false;
        var login = Encoding.Latin1.GetString(bytes, 0, length);
        int colon = login.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && login.All(c => c is >= ' ' and <= '~') && Passwords.IsReal(login.AsSpan(colon + 1), login.AsSpan(0, colon));
    }
}
