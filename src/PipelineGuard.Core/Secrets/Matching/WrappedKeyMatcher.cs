using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Secrets.Searching;
using PipelineGuard.Secrets.Validation;

namespace PipelineGuard.Secrets.Matching;

/// <summary>Finds private keys in PEM that are wrapped in base 64 once more, as Kubernetes does in its manifests and logins.</summary>
internal sealed class WrappedKeyMatcher : SecretMatcher
{
    private const int Longest = 4_096;
    private const string PemBegins = "-----BEGIN ";

    private static readonly SearchValues<byte> Alphabet = CharacterClasses.Bytes("0-9A-Za-z+/=");

    /// <inheritdoc/>
    public override ImmutableArray<Keyword> Keywords { get; } = [new(Convert.ToBase64String(Encoding.ASCII.GetBytes(PemBegins))[..14])];

    /// <inheritdoc/>
    public override int MaxLength => Longest;

    /// <inheritdoc/>
    public override ImmutableArray<string> Shapes { get; } = ["    client-key-data: {base64pem:EC PRIVATE KEY}"];

    /// <inheritdoc/>
    public override ImmutableArray<string> Harmless { get; } = ["    certificate-authority-data: {base64pem:CERTIFICATE}"];

    /// <inheritdoc/>
    public override bool IsUnmistakable => true;

    /// <inheritdoc/>
    public override bool TryMatch(in SecretPlace place, out SecretSpan secret)
    {
        secret = default;
        var text = place.Text[place.Start..Math.Min(place.Text.Length, place.Start + Longest)];
        int length = text.IndexOfAnyExcept(Alphabet);
        text = text[..((length < 0 ? text.Length : length) / 4 * 4)];
        var pem = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (Base64.DecodeFromUtf8(text, pem, out _, out int written, isFinalBlock: true) is OperationStatus.InvalidData) return false;
        secret = new(place.Start, text.Length);
        return IsPrivateKey(pem.AsSpan(0, written));
    }

    private static bool IsPrivateKey(ReadOnlySpan<byte> pem)
    {
        int end = pem.IndexOf("PRIVATE KEY-----"u8);
        return end is > 0 and < 40 && PemBody.TryRead(pem[(end + "PRIVATE KEY-----".Length)..], out var body)
            && (KeyShapes.IsClassic(body) || KeyShapes.IsPkcs8(body) || KeyShapes.IsOpenSsh(body));
    }
}
