using PipelineGuard.Secrets.Matching;
using PipelineGuard.Secrets.Validation;
using static PipelineGuard.Findings.Severity;
using static PipelineGuard.Secrets.Rules.Row;

namespace PipelineGuard.Secrets.Rules;

/// <summary>PGS900 to PGS999: logins in the files of tools and frameworks, .NET's first, and what goes by names alone.</summary>
internal static class ConfigRules
{
    private const string Login = "sign in with that login";
    private const string Forge = "forge what the application signs: sessions, cookies, tokens";
    private const string Text = "{[!-~]:4-200}";

    public static IEnumerable<SecretRule> All => [.. DotNet, .. Tools, .. Frameworks, .. ByName];

    private static IEnumerable<SecretRule> DotNet =>
    [
        Named("PGS900", High, "clear-text passwords of NuGet.config", "read and publish packages of the feed", "cleartextpassword", Text) with { Check = Passwords.IsChosen },
        Named("PGS901", Medium, "encrypted passwords of NuGet.config", "have them decrypted on the machine that wrote them", "add key=\"password\"", "AQAAA{padded:40-600}") with { Where = file => file.EndsWith("nuget.config") },
        Named("PGS902", High, "passwords of publish profiles", "deploy to the site", "userpwd", Text) with { Check = Passwords.IsChosen, Where = file => !file.Name.EndsWith(".pp", StringComparison.Ordinal) },
        Named("PGS903", Medium, "encrypted passwords of publish profiles", "have them decrypted on the machine that wrote them", "encryptedpassword", "{padded:40-600}") with { Where = file => file.Name.EndsWith(".user", StringComparison.OrdinalIgnoreCase) },
        Named("PGS904", High, "validation keys of ASP.NET", Forge, "validationkey", "{anyhex:40-128}"),
        Named("PGS905", High, "decryption keys of ASP.NET", Forge, "decryptionkey", "{anyhex:16-64}"),
        Of("PGS906", High, "data protection keys of ASP.NET Core", Forge, new BetweenMatcher("<masterKey", "<value>", "{padded:86-120}")),
        Named("PGS907", Medium, "instrumentation keys of Application Insights", "send data in the application's name", "instrumentationkey", "{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"),
        Named("PGS908", High, "signing keys of JSON Web Tokens", Forge, "jwt|bearer_key|issuersigningkey|tokenkey", "{[0-9A-Za-z+/=_.-]:16-200}") with { Check = Randomness.LooksDrawn, IsGeneric = true },
        Named("PGS909", High, "passwords of certificates", "use the private key in the certificate file", "certificatepassword|certpassword|certificate__password|certificates__default__password|pfxpassword|pfx_password|keystorepassword|keystore_password|key-store-password", Text) with { Check = Passwords.IsChosen },
        // "Jwt": { "Key": "…" }: the section tells what it is for, and stands somewhere above.
        Named("PGS910", High, "keys in settings of ASP.NET Core", Forge, "\"key\"|\"signingkey\"|\"secretkey\"", "{[0-9A-Za-z+/=_.-]:16-200}") with { Check = Randomness.LooksDrawn, IsGeneric = true, Where = SettingsFiles.IsDotNet },
    ];

    private static IEnumerable<SecretRule> Tools =>
    [
        Of("PGS920", High, "logins of .netrc", Login, new WordMatcher(["password "])) with { Where = file => file.EndsWith(".netrc") || file.EndsWith("_netrc") },
        Of("PGS921", High, "registry logins of Docker", "pull private images and push changed ones", new LoginMatcher("\"auth\"", "{\"auths\": {\"registry.corp.internal\": {\"auth\": \"{login:24}\"}}}"), "trivy:dockerconfig-secret"),
        Named("PGS922", High, "passwords of .pypirc", "publish packages in its owner's name", "password", Text) with { Check = Passwords.IsChosen, Where = file => file.EndsWith(".pypirc") },
        Named("PGS923", High, "passwords of kubeconfig files", "act in the cluster as that user", "password|token", Text) with { Check = Passwords.IsChosen, Where = file => file.EndsWith(".kube/config") || file.Name.Contains("kubeconfig", StringComparison.OrdinalIgnoreCase) },
        Of("PGS924", High, "logins in headers of requests", Login, new LoginMatcher("authorization: basic ", "Authorization: Basic {login:24}"), "gitleaks:curl-auth-header"),
        Of("PGS925", Medium, "JSON Web Tokens", "act as the user it was issued to until it expires", new WebTokenMatcher(), "gitleaks:jwt", "trivy:jwt-token"),
        Of("PGS926", High, "passwords on command lines", Login, new WordMatcher(["sshpass -p ", "sshpass -p", "SSHPASS="])),
        Of("PGS927", High, "logins of curl", Login, new WordMatcher(["curl -u ", "curl --user "], isLogin: true), "gitleaks:curl-auth-user"),
        Of("PGS928", High, "logins of docker login", "pull private images and push changed ones", new WordMatcher(["docker login -p ", "docker login --password "])),
        Named("PGS929", High, "passwords of MySQL's client", Login, "password", Text) with { Check = Passwords.IsChosen, Where = file => file.EndsWith(".my.cnf") || file.EndsWith(".mylogin.cnf") },
        Named("PGS930", High, "keys of s3cmd, boto and rclone", "read and change what is stored there", "secret_key|secret_access_key|gs_secret|pass|client_secret", Text) with { Check = Passwords.IsChosen, Where = file => file.EndsWith(".s3cfg") || file.EndsWith(".boto") || file.EndsWith("rclone.conf") },
        Named("PGS931", High, "passwords of Maven", "read and publish what the server holds", "password", Text) with { Check = Passwords.IsChosen, Where = file => file.EndsWith(".m2/settings.xml") || file.EndsWith("settings-security.xml") },
        Named("PGS932", High, "passwords of Gradle", "read and publish what the server holds", "password|passwd", Text) with { Check = Passwords.IsChosen, Where = file => file.EndsWith("gradle.properties") },
        Named("PGS933", High, "logins of Composer", "read private packages", "password|token|github-oauth", Text) with { Check = Passwords.IsChosen, Where = file => file.EndsWith("auth.json") },
        Named("PGS934", High, "tokens of Cargo", "publish packages in its owner's name", "token", Text) with { Check = Passwords.IsChosen, Where = file => file.EndsWith(".cargo/credentials") || file.EndsWith(".cargo/credentials.toml") },
        Named("PGS935", High, "keys of RubyGems", "publish packages in its owner's name", "rubygems_api_key", Text) with { Check = Passwords.IsChosen, Where = file => file.EndsWith(".gem/credentials") },
        Named("PGS936", High, "passwords of wireless networks", "join the network", "psk", Text) with { Check = Passwords.IsChosen, Where = file => file.Name.Contains("wpa_supplicant", StringComparison.Ordinal) || file.Name.EndsWith(".nmconnection", StringComparison.Ordinal) },
        Named("PGS937", High, "tokens of the GitHub command line", "read and change repositories as its owner", "oauth_token", Text) with { Check = Passwords.IsChosen, Where = file => file.EndsWith("gh/hosts.yml") || file.EndsWith("hub") },
        Of("PGS938", Medium, "Kubernetes secrets in manifests", "read what it was to keep: base 64 hides nothing", new ManifestMatcher()),
    ];

    private static IEnumerable<SecretRule> Frameworks =>
    [
        Named("PGS950", High, "secret keys of Django", Forge, "secret_key", "{[!-~]:50}") with { Where = file => file.Name.EndsWith(".py", StringComparison.Ordinal) || file.Name.Contains("env", StringComparison.OrdinalIgnoreCase), Check = value => Randomness.Entropy(value) > 4 },
        Named("PGS951", High, "secret keys of Rails", Forge, "secret_key_base", "{hex:128}"),
        Named("PGS952", High, "application keys of Laravel", Forge, "app_key", "base64:{base64:43}="),
        Named("PGS953", High, "application secrets of Symfony", Forge, "app_secret", "{hex:32}"),
        Named("PGS954", High, "salts and keys of WordPress", Forge, "auth_key|secure_auth_key|logged_in_key|nonce_key|auth_salt|secure_auth_salt|logged_in_salt|nonce_salt", "{[!-~]:60-70}"),
        Named("PGS955", High, "secrets of Phoenix", Forge, "secret_key_base|signing_salt", "{[0-9A-Za-z+/]:64}"),
        Named("PGS956", High, "secrets of NextAuth and Auth.js", Forge, "nextauth_secret|auth_secret", "{[0-9A-Za-z+/=]:32-64}"),
        Named("PGS957", High, "session and cookie secrets", Forge, "session_secret|cookie_secret|sessionsecret|cookiesecret", "{[0-9A-Za-z+/=_-]:16-128}") with { Check = Randomness.LooksDrawn, IsGeneric = true },
        Named("PGS958", High, "Fernet and other encryption keys", "decrypt what the application stores", "fernet_key|fernet", "{url:43}="),
    ];

    private static IEnumerable<SecretRule> ByName =>
    [
        Of("PGS990", High, "passwords and keys in settings", Login, new GenericMatcher(needsRandomness: false), "gitleaks:generic-api-key") with { IsGeneric = true, Where = SettingsFiles.Contains },
        Of("PGS991", Medium, "random values named like secrets", Login, new GenericMatcher(needsRandomness: true), "gitleaks:generic-api-key") with { IsGeneric = true, Where = file => !SettingsFiles.Contains(file) },
    ];
}
