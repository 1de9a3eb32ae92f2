using System.Collections.Immutable;
using PipelineGuard.Secrets.Searching;

namespace PipelineGuard.Secrets.Matching;

/// <summary>Finds the private keys of PuTTY (PPK, versions 1 to 3, as PuTTY's manual describes them).</summary>
/// <param name="encrypted">True for keys with a password, false for those without.</param>
internal sealed class PuttyKeyMatcher(bool encrypted) : SecretMatcher
{
    private const int Reach = 2_048;

    /// <inheritdoc/>
    public override ImmutableArray<Keyword> Keywords { get; } = [new("PuTTY-User-Key-File-")];

    /// <inheritdoc/>
    public override int MaxLength => Reach;

    /// <inheritdoc/>
    public override ImmutableArray<string> Shapes { get; } =
    [
        $"PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: {(encrypted ? "aes256-cbc" : "none")}\nComment: app\nPublic-Lines: 2\n{{base64:64}}\n{{base64:40}}\nPrivate-Lines: 1\n{{base64:47}}=\nPrivate-MAC: {{hex:64}}\n",
    ];

    /// <inheritdoc/>
    public override ImmutableArray<string> Harmless { get; } = ["PuTTY-User-Key-File-2: see the manual", "PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nPublic-Lines: 1\nAAAA\n"];

    /// <inheritdoc/>
    public override bool TryMatch(in SecretPlace place, out SecretSpan secret)
    {
        secret = default;
        var text = place.Characters(SecretSpan.Between(place.Start, Math.Min(place.Text.Length, place.Start + Reach)));
        int cipher = text.IndexOf("\nEncryption: ", StringComparison.Ordinal), key = text.IndexOf("\nPrivate-Lines: ", StringComparison.Ordinal);
        if (cipher < 0 || key < 0) return false;
        bool isOpen = text.AsSpan(cipher + "\nEncryption: ".Length).StartsWith("none");
        secret = new(place.Start, key + "\nPrivate-Lines: ".Length + 1);
        return isOpen != encrypted;
    }
}
