using System.Collections.Immutable;
using PipelineGuard.Secrets.Searching;
using PipelineGuard.Secrets.Validation;
using SecretNames = PipelineGuard.Dockerfiles.Rules.SecretNames;

namespace PipelineGuard.Secrets.Matching;

/// <summary>Finds values by nothing but the name they are given to: the net under all other rules.</summary>
/// <param name="needsRandomness">True to accept only what a machine drew; false to accept whatever a person may have chosen.</param>
internal sealed class GenericMatcher(bool needsRandomness) : SecretMatcher
{
    private const int Shortest = 6;
    private const int Longest = 200;
    private const int MostDigitsOfNames = 4;

    /// <inheritdoc/>
    public override ImmutableArray<Keyword> Keywords { get; } =
    [
        .. from word in new[] { "password", "passwd", "passphrase", "secret", "token", "api_key", "apikey", "api-key", "access_key", "accesskey", "access-key", "private_key", "privatekey", "encryption_key", "encryptionkey", "signing_key", "signingkey", "master_key", "masterkey", "credential" }
           select new Keyword(word, IgnoreCase: true),
    ];

    /// <inheritdoc/>
    public override int Before => Assignment.NameReach + 1;

    /// <inheritdoc/>
    public override int MaxLength => Assignment.Reach + Assignment.NameReach;

    /// <inheritdoc/>
    public override ImmutableArray<string> Shapes { get; } =
    [
        "SERVICE_API_KEY={alnum:32}", "service_secret = \"{alnum:28}\"", "  access_token: '{alnum:40}'", "<add key=\"ServicePassword\" value=\"{alnum:24}\" />", "\"signingKey\": \"{base64:42}\"",
    ];

    /// <inheritdoc/>
    public override ImmutableArray<string> Harmless { get; } =
    [
        "SERVICE_API_KEY=$(cat key)", "password = getpass.getpass()", "secret: \"{{ .Values.secret }}\"", "token_url = \"https://login.corp.internal/oauth/token\"",
        "api_key = os.environ['API_KEY_OF_SERVICE_1']", "password_file=/run/secrets/database-password-1", "tokenizer = \"BertTokenizerFast2Version\"", "PASSWORD=changeme", "secret=''",
    ];

    /// <inheritdoc/>
    public override bool TryMatch(in SecretPlace place, out SecretSpan secret)
    {
        secret = default;
        if (!Assignment.TryRead(place.Text, place.Start, place.End, out var found) || found.Value.Length is < Shortest or > Longest) return false;
        var value = place.Characters(found.Value);
        if (!SecretNames.IsSecret(place.Characters(found.Name)) || SecretNames.IsPlaceholder(value)) return false;
        secret = found.Value;
        if (!needsRandomness) return Passwords.IsChosen(value);
        if (IsQualified(place, found.Name) || value.Count(char.IsAsciiDigit) < 2 || Guid.TryParseExact(value, "D", out _)) return false;
        return found.IsQuoted ? Randomness.LooksDrawn(value) : IsOwnLine(place, found) && !IsIdentifier(value) && Randomness.LooksDrawn(value);
    }

    // "AWS::AppSync::ApiKey" names a type, not a key.
    private static bool IsQualified(in SecretPlace place, SecretSpan name) => name.Start > 0 && place.Text[name.Start - 1] == ':';

    // Where values need no quotes neither do names of variables, fields and types: "oauth2.credentials", "testRSA2048PrivateKey".
    private static bool IsIdentifier(string value) =>
        value.Contains('.', StringComparison.Ordinal) || (value.Count(char.IsAsciiDigit) < Math.Max(MostDigitsOfNames + 1, value.Length / 10) && !Randomness.IsMixed(value));

    // NAME=value and nothing else: a setting, not code.
    private static bool IsOwnLine(in SecretPlace place, Assignment found) =>
        found.Value.End >= place.Text.Length || place.Text[found.Value.End] is (byte)'\r' or (byte)'\n' or (byte)' ' or 0;
}
