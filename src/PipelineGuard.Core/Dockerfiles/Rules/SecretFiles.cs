using System.Collections.Frozen;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Tells by the path of a file whether it holds a private key or a login.</summary>
internal static class SecretFiles
{
    private static readonly FrozenDictionary<string, string> ByName = new Dictionary<string, string>
    {
        ["id_rsa"] = "a private SSH key",
        ["id_dsa"] = "a private SSH key",
        ["id_ecdsa"] = "a private SSH key",
        ["id_ed25519"] = "a private SSH key",
        [".env"] = "environment variables, which hold passwords as a rule",
        [".netrc"] = "logins",
        ["_netrc"] = "logins",
        [".git-credentials"] = "logins of git",
        [".pgpass"] = "logins of PostgreSQL",
        [".my.cnf"] = "logins of MySQL",
        [".pypirc"] = "logins of a Python package index",
        [".dockercfg"] = "logins of registries",
        [".dockerconfigjson"] = "logins of registries",
        [".boto"] = "logins of a cloud",
        [".s3cfg"] = "logins of a cloud",
        [".vault-token"] = "a token of Vault",
        [".terraformrc"] = "tokens of Terraform",
        ["kubeconfig"] = "logins of Kubernetes clusters",
        ["terraform.tfstate"] = "the state of Terraform, with the secrets in it",
        ["application_default_credentials.json"] = "a login of a cloud",
        ["master.key"] = "the key of encrypted credentials",
    }.ToFrozenDictionary();

    private static readonly (string End, string What)[] ByEndOfPath =
    [
        (".aws/credentials", "logins of a cloud"),
        (".kube/config", "logins of Kubernetes clusters"),
        (".docker/config.json", "logins of registries"),
        (".azure/accessTokens.json", "logins of a cloud"),
        (".cargo/credentials.toml", "tokens of a package registry"),
        (".gem/credentials", "tokens of a package registry"),
        (".ssh", "private SSH keys"),
        (".gnupg", "private keys"),
        (".aws", "logins of a cloud"),
    ];

    private static readonly FrozenSet<string> KeyStores = FrozenSet.Create(".jks", ".keystore", ".kdbx", ".ppk");

    // These hold a key beside its certificate, whatever they are called.
    private static readonly FrozenSet<string> KeysWithCertificates = FrozenSet.Create(".pfx", ".p12");

    private static readonly string[] PublicStores = ["truststore", "cacert", "trusted", "chain"];

    // Keys that check signatures, certificates of authorities: everyone may have them.
    private static readonly string[] PublicWords =
        ["pub", "gpg", "pgp", "sign", "release", "repo", "archive", "apt", "rpm", "yum", "truststore", "cacert", "trusted", "cert", "chain", "debug"];

    private static readonly FrozenSet<string> Samples = FrozenSet.Create("example", "sample", "template", "dist", "defaults", "schema", "tmpl", "test", "ci");

    /// <summary>What the file, or the folder, holds; null when its path does not look like a secret.</summary>
    /// <param name="path">With forward slashes.</param>
    public static string? WhatIn(string path)
    {
        path = path.TrimEnd('/');
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (ByName.TryGetValue(name, out var what)) return what;
        foreach (var (end, content) in ByEndOfPath)
        {
            if (path.EndsWith(end, StringComparison.Ordinal) && (path.Length == end.Length || path[^(end.Length + 1)] == '/')) return content;
        }
        return OfSuffix(name);
    }

    private static string? OfSuffix(string name)
    {
        // ".env.production" holds secrets; ".env.example" shows their names.
        if (name.StartsWith(".env.", StringComparison.Ordinal)) return name.Split('.').Any(Samples.Contains) ? null : ByName[".env"];
        int dot = name.LastIndexOf('.');
        if (dot <= 0) return null;
        var (stem, suffix) = (name[..dot].ToLowerInvariant(), name[dot..].ToLowerInvariant());
        if (KeysWithCertificates.Contains(suffix)) return Array.Exists(PublicStores, word => stem.Contains(word, StringComparison.Ordinal)) ? null : "a private key";
        if (KeyStores.Contains(suffix)) return IsPublic(stem) ? null : "a private key";
        if (suffix == ".key") return IsPublic(stem) ? null : "a private key";
        // Most .pem files are certificates; the others say so.
        return suffix == ".pem" && (stem.Contains("key", StringComparison.Ordinal) || stem.Contains("priv", StringComparison.Ordinal)) && !IsPublic(stem)
            ? "a private key"
            : null;
    }

    private static bool IsPublic(string stem) => Array.Exists(PublicWords, word => stem.Contains(word, StringComparison.Ordinal));
}
