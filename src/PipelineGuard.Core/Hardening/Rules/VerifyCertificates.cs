using System.Collections.Frozen;
using PipelineGuard.Findings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for variables that switch off the verification of certificates.</summary>
internal sealed class VerifyCertificates : ImageRule
{
    private static readonly string[] Zero = ["0", "false", "no", "off"];
    private static readonly string[] One = ["1", "true", "yes", "on"];

    private static readonly FrozenDictionary<string, string[]> Switches = new Dictionary<string, string[]>
    {
        ["NODE_TLS_REJECT_UNAUTHORIZED"] = Zero,
        ["PYTHONHTTPSVERIFY"] = Zero,
        ["NPM_CONFIG_STRICT_SSL"] = Zero,
        ["npm_config_strict_ssl"] = Zero,
        ["YARN_STRICT_SSL"] = Zero,
        ["GIT_SSL_NO_VERIFY"] = One,
        ["CONDA_SSL_VERIFY"] = Zero,
        ["DOTNET_SYSTEM_NET_HTTP_USESOCKETSHTTPHANDLER_IGNORECERTIFICATEERRORS"] = One,
        ["VAULT_SKIP_VERIFY"] = One,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public override RuleInfo Info { get; } = new("PGI011", "Let programs verify certificates", Severity.High)
    {
        Why = "With verification off anybody on the way can answer in place of the server, and read what is sent.",
        Fix = "Remove the variable; add the missing certificate authority to the image's trust store.",
        Flags = ["ENV NODE_TLS_REJECT_UNAUTHORIZED=0\nCMD /bin/sh", "ENV GIT_SSL_NO_VERIFY=true\nCMD /bin/sh", "ENV PYTHONHTTPSVERIFY=0\nCMD /bin/sh"],
        Allows = ["ENV NODE_TLS_REJECT_UNAUTHORIZED=1\nCMD /bin/sh", "ENV GIT_SSL_NO_VERIFY=false\nCMD /bin/sh"],
        Tags = ["cwe:295"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Configuration(image);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from variable in image.Config.Env
        let parts = variable.Split('=', 2)
        where parts.Length == 2 && Switches.TryGetValue(parts[0], out var off) && off.Contains(parts[1].Trim().ToLowerInvariant())
        select At(image, $"{parts[0]}={parts[1].Trim()} switches the verification of certificates off.", parts[0]);
}
