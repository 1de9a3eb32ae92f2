using System.Collections.Immutable;
using PipelineGuard.Secrets.Searching;
using PipelineGuard.Secrets.Validation;

namespace PipelineGuard.Secrets.Matching;

/// <summary>Finds private keys in PEM (RFC 7468, RFC 4716's cousin of OpenSSH, and PGP's armour), also where line breaks are written <c>\n</c>.</summary>
internal sealed class PrivateKeyMatcher : SecretMatcher
{
    private const int Longest = 4_096;

    private readonly Func<PemBody, bool> _accepts;

    /// <param name="label">What stands between <c>BEGIN</c> and the dashes.</param>
    /// <param name="accepts">Judges what stands between the lines.</param>
    /// <param name="shape">An example, in the language of the tests: <c>{pem:KIND}</c>.</param>
    public PrivateKeyMatcher(string label, Func<PemBody, bool> accepts, string shape)
    {
        _accepts = accepts;
        Keywords = [new($"-----BEGIN {label}-----")];
        Shapes = [shape];
        Harmless = [$"-----BEGIN {label}-----\nMIIEpAIBAAKCAQEA...\n-----END {label}-----", $"\"-----BEGIN {label}-----\" + body"];
    }

    /// <inheritdoc/>
    public override ImmutableArray<Keyword> Keywords { get; }

    /// <inheritdoc/>
    public override int MaxLength => Longest;

    /// <inheritdoc/>
    public override ImmutableArray<string> Shapes { get; }

    /// <inheritdoc/>
    public override ImmutableArray<string> Harmless { get; }

    /// <inheritdoc/>
    public override bool IsUnmistakable => true;

    /// <inheritdoc/>
    public override bool TryMatch(in SecretPlace place, out SecretSpan secret)
    {
        var window = place.Text[place.End..Math.Min(place.Text.Length, place.Start + Longest)];
        secret = default;
        if (!PemBody.TryRead(window, out var body) || !_accepts(body)) return false;
        secret = new(place.Start, Math.Min(body.Length + place.End - place.Start, Longest));
        return true;
    }
}
