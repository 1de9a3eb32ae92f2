using PipelineGuard.Findings;
using PipelineGuard.Hardening.Settings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for package managers that check no signatures.</summary>
internal sealed class CheckPackageSignatures : ImageRule
{
    private static readonly (SettingsKind Kind, string[] Unsafe)[] Settings =
    [
        (SettingsKind.AptSettings, ["allowunauthenticated\"true\"", "allowunauthenticated\"1\"", "allowinsecurerepositories\"true\"", "allowinsecurerepositories\"1\"", "allowdowngradetoinsecurerepositories\"true\""]),
        (SettingsKind.AptSources, ["trusted=yes", "trusted:yes", "allow-insecure=yes", "allow-insecure:yes"]),
        (SettingsKind.RpmRepositories, ["gpgcheck=0", "gpgcheck=no", "gpgcheck=false"]),
    ];

    public override RuleInfo Info { get; } = new("PGI074", "Check the signatures of packages", Severity.High)
    {
        Why = "Without signatures anybody on the way, or on a mirror, decides what is installed.",
        Fix = "Remove the setting and import the key of the repository.",
        Flags = ["CMD /bin/sh\nfile 644 0 etc/apt/apt.conf.d/99x APT::Get::AllowUnauthenticated \"true\";", "CMD /bin/sh\nfile 644 0 etc/apt/sources.list deb [trusted=yes] https://example.com/ ./", "CMD /bin/sh\nfile 644 0 etc/yum.repos.d/x.repo [x]\\ngpgcheck=0"],
        Allows = ["CMD /bin/sh\nfile 644 0 etc/apt/sources.list deb [signed-by=/k.gpg] https://example.com/ stable main", "CMD /bin/sh\nfile 644 0 etc/yum.repos.d/x.repo [x]\\ngpgcheck=1"],
        Tags = ["cis-linux:1.2.1", "cis-docker:4.11", "cwe:347"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Settings(image, "it has no settings of a package manager", SettingsKind.AptSettings, SettingsKind.AptSources, SettingsKind.RpmRepositories);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from row in Settings
        from at in image.Lines(row.Kind)
        let text = at.Line.Text.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()
        where row.Unsafe.Any(text.Contains)
        select At(image, at.File, at.Line, $"'{at.File.Path}' switches the check of signatures off.");
}
