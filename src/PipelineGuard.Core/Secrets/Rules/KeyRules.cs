using PipelineGuard.Secrets.Matching;
using PipelineGuard.Secrets.Validation;
using static PipelineGuard.Findings.Severity;
using static PipelineGuard.Secrets.Rules.Row;

namespace PipelineGuard.Secrets.Rules;

/// <summary>PGS800 to PGS849: private keys in text. Stores of keys are judged as whole files: <see cref="FileRules"/>.</summary>
internal static class KeyRules
{
    private const string Sign = "prove to be the owner of the key, and read what is encrypted for it";
    private const string Guess = "try passwords against it, at leisure";

    public static IEnumerable<SecretRule> All =>
    [
        Of("PGS800", High, "RSA private keys", Sign, new PrivateKeyMatcher("RSA PRIVATE KEY", KeyShapes.IsClassic, "{pem:RSA PRIVATE KEY}"), "gitleaks:private-key", "trivy:private-key"),
        Of("PGS801", High, "elliptic curve private keys", Sign, new PrivateKeyMatcher("EC PRIVATE KEY", KeyShapes.IsClassic, "{pem:EC PRIVATE KEY}"), "gitleaks:private-key", "trivy:private-key"),
        Of("PGS802", High, "DSA private keys", Sign, new PrivateKeyMatcher("DSA PRIVATE KEY", KeyShapes.IsClassic, "{pem:DSA PRIVATE KEY}"), "gitleaks:private-key", "trivy:private-key"),
        Of("PGS803", High, "private keys in PKCS#8", Sign, new PrivateKeyMatcher("PRIVATE KEY", KeyShapes.IsPkcs8, "{pem:PRIVATE KEY}"), "gitleaks:private-key", "trivy:private-key"),
        Of("PGS804", High, "OpenSSH private keys", Sign, new PrivateKeyMatcher("OPENSSH PRIVATE KEY", KeyShapes.IsOpenSsh, "{pem:OPENSSH PRIVATE KEY}"), "gitleaks:private-key", "trivy:private-key"),
        Of("PGS805", High, "OpenPGP private keys", Sign, new PrivateKeyMatcher("PGP PRIVATE KEY BLOCK", KeyShapes.IsOpenPgp, "{pem:PGP PRIVATE KEY BLOCK}"), "gitleaks:private-key", "trivy:private-key"),
        Of("PGS806", Low, "encrypted RSA private keys", Guess, new PrivateKeyMatcher("RSA PRIVATE KEY", KeyShapes.IsEncryptedClassic, "{pem:encrypted RSA PRIVATE KEY}"), "gitleaks:private-key"),
        Of("PGS807", Low, "encrypted elliptic curve private keys", Guess, new PrivateKeyMatcher("EC PRIVATE KEY", KeyShapes.IsEncryptedClassic, "{pem:encrypted EC PRIVATE KEY}"), "gitleaks:private-key"),
        Of("PGS808", Low, "encrypted private keys in PKCS#8", Guess, new PrivateKeyMatcher("ENCRYPTED PRIVATE KEY", KeyShapes.IsEncryptedPkcs8, "{pem:ENCRYPTED PRIVATE KEY}"), "gitleaks:private-key"),
        Of("PGS809", Low, "encrypted OpenSSH private keys", Guess, new PrivateKeyMatcher("OPENSSH PRIVATE KEY", KeyShapes.IsEncryptedOpenSsh, "{pem:encrypted OPENSSH PRIVATE KEY}"), "gitleaks:private-key"),
        Of("PGS810", High, "PuTTY private keys", Sign, new PuttyKeyMatcher(encrypted: false), "gitleaks:private-key"),
        Of("PGS811", Low, "encrypted PuTTY private keys", Guess, new PuttyKeyMatcher(encrypted: true), "gitleaks:private-key"),
        Of("PGS812", High, "private keys in base 64", Sign, new WrappedKeyMatcher(), "gitleaks:private-key"),
        Named("PGS813", High, "WireGuard private keys", "join the private network", "privatekey|presharedkey|private_key", "{base64:43}=") with { Where = file => file.Path.Contains("wireguard", StringComparison.OrdinalIgnoreCase) || file.Path.Contains("wg", StringComparison.Ordinal) },
        Of("PGS814", High, "OpenVPN static keys", "join the private network", new BetweenMatcher("-----BEGIN OpenVPN Static key V1-----", "\n", "{hex:32}")),
        Of("PGS815", High, "JSON Web Keys with the private part", Sign, new BetweenMatcher("\"kty\"", "\"d\"", "{url:22-700}", gap: 8)),
        Named("PGS816", Medium, "TSIG and rndc keys", "change the zone, or steer the name server", "secret", "{base64:43-88}{=|==}") with { Where = file => file.Name.Contains("rndc", StringComparison.Ordinal) || file.Name.Contains("tsig", StringComparison.Ordinal) || file.EndsWith("named.conf") },
    ];
}
