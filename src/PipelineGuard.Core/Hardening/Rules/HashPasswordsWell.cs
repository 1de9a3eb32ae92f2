using PipelineGuard.Findings;
using PipelineGuard.Hardening.Settings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for weak password hashes, and for settings that make more of them.</summary>
internal sealed class HashPasswordsWell : ImageRule
{
    public override RuleInfo Info { get; } = new("PGI054", "Hash passwords with a strong scheme", Severity.Medium)
    {
        Why = "DES and MD5 hashes are tried by the billion in a second.",
        Fix = "Set ENCRYPT_METHOD YESCRYPT or SHA512 in /etc/login.defs, and set the passwords again.",
        Flags = ["CMD /bin/sh\nfile 600 0 etc/shadow app:$1$abc$def:19000:0:99999:7:::", "CMD /bin/sh\nfile 644 0 etc/login.defs ENCRYPT_METHOD MD5"],
        Allows = ["CMD /bin/sh\nfile 600 0 etc/shadow app:$y$abc$def:19000:0:99999:7:::", "CMD /bin/sh\nfile 644 0 etc/login.defs ENCRYPT_METHOD SHA512"],
        Tags = ["cis-linux:5.4.1.4", "cwe:916"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Settings(image, "it has no passwords", SettingsKind.Passwords, SettingsKind.LoginDefaults);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        image.Lines(SettingsKind.Passwords).Where(at => at.Line.Text.Split(':') is [_, var field, ..] && PasswordField.IsWeak(field.TrimStart('!')))
            .Select(at => At(image, at.File, at.Line, $"The password of '{at.Line.Text.Split(':')[0]}' is hashed with a weak scheme."))
            .Concat(image.Lines(SettingsKind.LoginDefaults).Where(at => Words(at.Line.Text) is ["ENCRYPT_METHOD", "MD5" or "DES", ..])
                .Select(at => At(image, at.File, at.Line, $"New passwords are hashed with {Words(at.Line.Text)[1]}.")));

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
