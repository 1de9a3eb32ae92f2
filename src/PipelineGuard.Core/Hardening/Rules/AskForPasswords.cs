using PipelineGuard.Findings;
using PipelineGuard.Hardening.Settings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for modules that let everybody in.</summary>
internal sealed class AskForPasswords : ImageRule
{
    public override RuleInfo Info { get; } = new("PGI071", "Let authentication ask for something", Severity.Critical)
    {
        Why = "pam_permit as an authentication that suffices lets everybody in under any name.",
        Fix = "Remove the line, or put pam_unix or pam_deny in its place.",
        Flags = ["CMD /bin/sh\nfile 644 0 etc/pam.d/sshd auth sufficient pam_permit.so"],
        Allows = ["CMD /bin/sh\nfile 644 0 etc/pam.d/common-auth auth required pam_permit.so", "CMD /bin/sh\nfile 644 0 etc/pam.d/su auth sufficient pam_rootok.so"],
        Tags = ["cis-linux:5.3", "cwe:287"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Settings(image, "it has no authentication modules (PAM)", SettingsKind.Pam);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from at in image.Lines(SettingsKind.Pam)
        let words = at.Line.Text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)
        where words is ["auth" or "-auth", "sufficient", var module, ..] && module.EndsWith("pam_permit.so", StringComparison.Ordinal)
        select At(image, at.File, at.Line, $"'{at.File.Path}' lets everybody in.");
}
