using PipelineGuard.Findings;
using PipelineGuard.Hardening.Settings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks at what the SSH server lets in.</summary>
internal sealed class HardenSsh : ImageRule
{
    private static readonly (string Key, string Value)[] Unsafe =
    [
        ("PermitRootLogin", "yes"), ("PermitEmptyPasswords", "yes"), ("IgnoreRhosts", "no"), ("HostbasedAuthentication", "yes"), ("PermitUserEnvironment", "yes"), ("StrictModes", "no"), ("Protocol", "1"), ("Protocol", "1,2"),
    ];

    public override RuleInfo Info { get; } = new("PGI070", "Harden the SSH server", Severity.High)
    {
        Why = "These settings let root, or anybody without a password, log in from afar.",
        Fix = "Better run no SSH server in a container; else PermitRootLogin no, PasswordAuthentication no, PermitEmptyPasswords no.",
        Flags = ["CMD /bin/sh\nfile 644 0 etc/ssh/sshd_config PermitRootLogin yes", "CMD /bin/sh\nfile 644 0 etc/ssh/sshd_config.d/a.conf PermitEmptyPasswords yes"],
        Allows = ["CMD /bin/sh\nfile 644 0 etc/ssh/sshd_config PermitRootLogin no\\n#PermitEmptyPasswords yes"],
        Tags = ["cis-linux:5.1.10", "cis-linux:5.1.11", "cis-linux:5.1.19", "cis-linux:5.1.20", "cis-linux:5.1.21"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Settings(image, "it has no settings of an SSH server", SettingsKind.SshServer);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from at in image.Lines(SettingsKind.SshServer)
        let words = at.Line.Text.Split([' ', '\t', '='], StringSplitOptions.RemoveEmptyEntries)
        where words.Length >= 2 && Unsafe.Any(row => row.Key.Equals(words[0], StringComparison.OrdinalIgnoreCase) && row.Value.Equals(words[1], StringComparison.OrdinalIgnoreCase))
        select At(image, at.File, at.Line, $"{words[0]} is {words[1]}.");
}
