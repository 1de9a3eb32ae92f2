using PipelineGuard.Findings;
using PipelineGuard.Hardening.Settings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for accounts with a password that is set in the image.</summary>
internal sealed class BakeNoPasswords : ImageRule
{
    public override RuleInfo Info { get; } = new("PGI053", "Set no password in an image", Severity.High)
    {
        Why = "Everybody who can pull the image has the hash and can try passwords at home; every container then has the same one.",
        Fix = "Lock the account (passwd -l NAME); give people access through the engine.",
        Flags = ["CMD /bin/sh\nfile 600 0 etc/shadow root:$6$abc$def:19000:0:99999:7:::"],
        Allows = ["CMD /bin/sh\nfile 600 0 etc/shadow root:!$6$abc$def:19000:0:99999:7:::"],
        Tags = ["cwe:798", "nist-800-190:4.1.4"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Settings(image, "it has no accounts", SettingsKind.Accounts, SettingsKind.Passwords);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from kind in (SettingsKind[])[SettingsKind.Accounts, SettingsKind.Passwords]
        from at in image.Lines(kind)
        let fields = at.Line.Text.Split(':')
        where fields.Length > 2 && PasswordField.IsUsable(fields[1])
        select At(image, at.File, at.Line, $"The account '{fields[0]}' has a password.");
}
