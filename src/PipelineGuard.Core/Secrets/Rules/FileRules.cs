using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Secrets.Validation;
using static PipelineGuard.Findings.Severity;

namespace PipelineGuard.Secrets.Rules;

/// <summary>PGS850 to PGS899: whole files.</summary>
internal static class FileRules
{
    private const string Rotate = "Make a new one and replace it everywhere: whoever has the layer has the old one for good. Mount it when the container runs.";

    // A key of Ed25519 in PKCS#8 has 48 bytes.
    private const int ShortestKey = 40;

    /// <summary>All of them, by id.</summary>
    public static ImmutableArray<SecretFileRule> All { get; } =
    [
        Of("PGS850", High, "PKCS#12 stores without a password", "use the private key in it", IsPkcs12, content => Pkcs12Store.Read(content) is { HasKey: true, IsOpen: true }),
        Of("PGS851", Low, "PKCS#12 stores with a password", "try passwords against it, at leisure", IsPkcs12, content => Pkcs12Store.Read(content) is { HasKey: true, IsOpen: false }),
        Of("PGS852", Medium, "Java key stores with private keys", "try passwords against it, at leisure", (_, head) => JavaKeyStore.IsOne(head), JavaKeyStore.HasPrivateKey),
        Of("PGS853", Low, "KeePass databases", "try passwords against it, at leisure", (_, head) => head.StartsWith((ReadOnlySpan<byte>)[0x03, 0xD9, 0xA2, 0x9A]), _ => true),
        Of("PGS854", High, "private keys in DER", "prove to be the owner of the key", (source, head) => head.Length >= ShortestKey && head[0] == 0x30 && IsKeyName(source), DerKey.IsPrivate),
        Of("PGS855", High, "passwords of .pgpass", "sign in to the database", (source, _) => source.EndsWith(".pgpass") || source.EndsWith("pgpass.conf"), content => Lines(content).Any(IsPgPass)),
        Of("PGS856", High, "user secrets of .NET", "use what a developer kept out of the sources on purpose", IsUserSecrets, content => UserSecrets.HasValue(content)),
        Of("PGS857", High, "keys of Rails credentials", "decrypt the credentials of the application", (source, head) => source.Name is "master.key" && head.Length is >= 32 and <= 34, content => IsHex(content, 32)),
        Of("PGS858", Critical, "tokens of Vault's command line", "read the secrets that its policies allow", (source, head) => source.EndsWith(".vault-token") && head.Length is > 20 and < 300, _ => true),
        Of("PGS859", Medium, "states of Terraform", "read every attribute of every resource, secrets included", (source, head) => IsTerraformState(source) && head.IndexOf("\"terraform_version\""u8) >= 0, TerraformState.HasSensitiveAttributes),
    ];

    private static SecretFileRule Of(string id, Severity severity, string what, string can, SecretFileFilter wants, Func<ReadOnlyMemory<byte>, bool> finds) =>
        new(
            new RuleInfo(id, $"Keep {what} out of images", severity)
            {
                Why = $"Whoever can pull the image can read every file of every layer, deleted ones too, and with this can {can}.",
                Fix = Rotate,
                Tags = ["cwe:798"],
            },
            wants,
            finds);

    private static bool IsPkcs12(SecretSource source, ReadOnlySpan<byte> head) => Pkcs12Store.MayBeOne(head);

    private static bool IsKeyName(SecretSource source) =>
        source.Name.EndsWith(".der", StringComparison.OrdinalIgnoreCase) || source.Name.EndsWith(".key", StringComparison.OrdinalIgnoreCase) || source.Name.EndsWith(".pk8", StringComparison.OrdinalIgnoreCase) || source.Name.EndsWith(".p8", StringComparison.OrdinalIgnoreCase);

    private static bool IsUserSecrets(SecretSource source, ReadOnlySpan<byte> head) =>
        source.Name.Equals("secrets.json", StringComparison.OrdinalIgnoreCase) && source.Path.Contains("usersecrets/", StringComparison.OrdinalIgnoreCase);

    private static bool IsTerraformState(SecretSource source) =>
        source.Name.EndsWith(".tfstate", StringComparison.Ordinal) || source.Name.EndsWith(".tfstate.backup", StringComparison.Ordinal);

    // host:port:database:user:password (PostgreSQL manual, The Password File).
    private static bool IsPgPass(string line) => !line.StartsWith('#') && line.Split(':') is [_, _, _, var user, .. var password] && Passwords.IsReal(string.Join(':', password), user);

    private static IEnumerable<string> Lines(ReadOnlyMemory<byte> content) => System.Text.Encoding.UTF8.GetString(content.Span).Split('\n').Select(line => line.Trim());

    private static bool IsHex(ReadOnlyMemory<byte> content, int length) => System.Text.Encoding.ASCII.GetString(content.Span).Trim() is var text && text.Length == length && text.All(char.IsAsciiHexDigitLower);
}
