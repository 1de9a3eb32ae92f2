using PipelineGuard.Findings;
using PipelineGuard.Hardening.Settings;
using PipelineGuard.Images;
using PipelineGuard.IO;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks at the modes of SSH keys and of who may log in with one.</summary>
internal sealed class ProtectKeys : ImageRule
{
    public override RuleInfo Info { get; } = new("PGI061", "Protect SSH keys and their folders", Severity.High)
    {
        Why = "A private key that others can read is everybody's; an authorized_keys file that others can write lets them in.",
        Fix = "chmod 600 private keys and authorized_keys, chmod 700 .ssh. Better: no keys in an image.",
        Flags = ["CMD /bin/sh\nfile 644 0 etc/ssh/ssh_host_rsa_key k", "CMD /bin/sh\nfile 666 0 root/.ssh/authorized_keys k"],
        Allows = ["CMD /bin/sh\nfile 600 0 etc/ssh/ssh_host_rsa_key k\nfile 644 0 etc/ssh/ssh_host_rsa_key.pub k"],
        Tags = ["cis-linux:5.1.2", "cwe:732"],
    };

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from entry in Candidates(image)
        let most = MostOf(entry.Path)
        where most is not null && entry is { Kind: EntryKind.File, Mode: { } mode } && (mode & ~most.Value & 0b000_111_111) != 0
        select At(image, entry, $"'{entry.Path}' has mode {Convert.ToString(entry.Mode!.Value, 8)}.");

    private static IEnumerable<FileSystemEntry> Candidates(ImageFacts image) =>
        image.Files.Below(ImagePath.Of("etc/ssh")).Concat(Homes(image).SelectMany(home => image.Files.Below(ImagePath.Of(home + "/.ssh"))));

    private static IEnumerable<string> Homes(ImageFacts image) =>
        image.Lines(SettingsKind.Accounts).Select(at => at.Line.Text.Split(':')).Where(fields => fields.Length > 5)
            .Select(fields => fields[5].Trim('/')).Append("root").Where(home => home.Length > 0 && ImagePath.TryNormalize(home, out _)).Distinct();

    private static int? MostOf(ImagePath path) =>
        path.Name.EndsWith(".pub", StringComparison.Ordinal) ? null
        : path.Name is "authorized_keys" ? 0b110_100_100
        : path.Name.StartsWith("id_", StringComparison.Ordinal) || (path.Name.StartsWith("ssh_host_", StringComparison.Ordinal) && path.Name.EndsWith("_key", StringComparison.Ordinal)) ? 0b110_000_000
        : null;
}
