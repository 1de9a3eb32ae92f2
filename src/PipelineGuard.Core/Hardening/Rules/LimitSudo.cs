using PipelineGuard.Findings;
using PipelineGuard.Hardening.Settings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for sudo rules that ask for no password.</summary>
internal sealed class LimitSudo : ImageRule
{
    public override RuleInfo Info { get; } = new("PGI073", "Let nobody become root without being asked", Severity.High)
    {
        Why = "Who takes over a process of such a user is root.",
        Fix = "Remove the rule, or narrow it to the one command that is needed.",
        Flags = ["CMD /bin/sh\nfile 440 0 etc/sudoers.d/app app ALL=(ALL) NOPASSWD: ALL", "CMD /bin/sh\nfile 440 0 etc/sudoers app ALL=(ALL:ALL) NOPASSWD:ALL"],
        Allows = ["CMD /bin/sh\nfile 440 0 etc/sudoers root ALL=(ALL:ALL) ALL", "CMD /bin/sh\nfile 440 0 etc/sudoers.d/app app ALL=(root) NOPASSWD: /usr/bin/id"],
        Tags = ["cis-linux:5.2.4", "cwe:250"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Settings(image, "it has no settings of sudo", SettingsKind.Sudoers);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from at in image.Lines(SettingsKind.Sudoers)
        where !at.Line.Text.StartsWith("Defaults", StringComparison.Ordinal) && at.Line.Text.LastIndexOf("NOPASSWD:", StringComparison.Ordinal) is >= 0 and var tag
            && at.Line.Text[(tag + "NOPASSWD:".Length)..].Split(',').Any(command => command.Trim() == "ALL")
        select At(image, at.File, at.Line, $"'{at.Line.Text.Split([' ', '\t'], 2)[0]}' becomes root without a password.");
}
