using PipelineGuard.Findings;
using PipelineGuard.Hardening.Settings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for nullok.</summary>
internal sealed class RefuseEmptyPasswords : ImageRule
{
    public override RuleInfo Info { get; } = new("PGI072", "Refuse empty passwords", Severity.Low)
    {
        Why = "With nullok an account without a password is let in; without it an account that lost its password stays shut.",
        Fix = "Remove nullok from the pam_unix lines.",
        Flags = ["CMD /bin/sh\nfile 644 0 etc/pam.d/common-auth auth [success=1 default=ignore] pam_unix.so nullok"],
        Allows = ["CMD /bin/sh\nfile 644 0 etc/pam.d/common-auth auth [success=1 default=ignore] pam_unix.so"],
        IsStrict = true,
        Tags = ["cis-linux:5.3.3.4.1"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Settings(image, "it has no authentication modules (PAM)", SettingsKind.Pam);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from at in image.Lines(SettingsKind.Pam)
        where at.Line.Text.StartsWith("auth", StringComparison.Ordinal) && at.Line.Text.Contains("pam_unix.so", StringComparison.Ordinal) && at.Line.Text.Split(' ', '\t').Any(word => word is "nullok" or "nullok_secure")
        select At(image, at.File, at.Line, $"'{at.File.Path}' accepts empty passwords.");
}
