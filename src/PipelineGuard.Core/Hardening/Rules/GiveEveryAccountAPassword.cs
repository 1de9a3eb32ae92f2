using PipelineGuard.Findings;
using PipelineGuard.Hardening.Settings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for accounts with an empty password field.</summary>
internal sealed class GiveEveryAccountAPassword : ImageRule
{
    public override RuleInfo Info { get; } = new("PGI050", "Leave no account without a password", Severity.Critical)
    {
        Why = "An empty field means that nobody is asked for a password.",
        Fix = "Lock the account: passwd -l NAME, or usermod -L NAME.",
        Flags = ["CMD /bin/sh\nfile 600 0 etc/shadow root::19000:0:99999:7:::", "CMD /bin/sh\nfile 644 0 etc/passwd admin::0:0::/root:/bin/sh"],
        Allows = ["CMD /bin/sh\nfile 600 0 etc/shadow root:*:19000:0:99999:7:::", "CMD /bin/sh\nfile 644 0 etc/passwd root:x:0:0::/root:/bin/sh"],
        Tags = ["cis-linux:7.2.2", "dockle:CIS-DI-0010", "cwe:258"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Settings(image, "it has no accounts", SettingsKind.Accounts, SettingsKind.Passwords);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from kind in (SettingsKind[])[SettingsKind.Accounts, SettingsKind.Passwords]
        from at in image.Lines(kind)
        let fields = at.Line.Text.Split(':')
        where fields is [{ Length: > 0 }, "", _, ..] && fields[0] is not "+"
        select At(image, at.File, at.Line, $"The account '{fields[0]}' has no password.");
}
