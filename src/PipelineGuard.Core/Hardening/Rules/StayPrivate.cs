using PipelineGuard.Findings;
using PipelineGuard.Hardening.Settings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks at the default mode of new files.</summary>
internal sealed class StayPrivate : ImageRule
{
    public override RuleInfo Info { get; } = new("PGI076", "Keep new files private", Severity.Low)
    {
        Why = "With a umask of 000 everybody can write every new file.",
        Fix = "Set UMASK 027 in /etc/login.defs.",
        Flags = ["CMD /bin/sh\nfile 644 0 etc/login.defs UMASK 000"],
        Allows = ["CMD /bin/sh\nfile 644 0 etc/login.defs UMASK 022"],
        Tags = ["cis-linux:5.4.3.3"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Settings(image, "it has no defaults for logins", SettingsKind.LoginDefaults);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from at in image.Lines(SettingsKind.LoginDefaults)
        let words = at.Line.Text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)
        where words is ["UMASK", var mask, ..] && mask[^1] is '0' or '1' && mask.All(char.IsAsciiDigit)
        select At(image, at.File, at.Line, $"New files have the umask {words[1]}.");
}
