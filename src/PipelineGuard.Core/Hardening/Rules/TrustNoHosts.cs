using PipelineGuard.Findings;
using PipelineGuard.Hardening.Settings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for hosts.equiv and .rhosts.</summary>
internal sealed class TrustNoHosts : ImageRule
{
    public override RuleInfo Info { get; } = new("PGI055", "Let no host in without a password", Severity.High)
    {
        Why = "Whoever claims such a host's name or address logs in without a password.",
        Fix = "Remove the file.",
        Flags = ["CMD /bin/sh\nfile 644 0 etc/hosts.equiv +", "CMD /bin/sh\nfile 600 0 root/.rhosts backup root"],
        Allows = ["CMD /bin/sh\nfile 644 0 etc/hosts 127.0.0.1 localhost"],
        Tags = ["cis-linux:7.2.10"],
    };

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        image.Lines(SettingsKind.TrustedHosts).GroupBy(at => at.File).Select(file => At(image, file.Key, file.First().Line, $"'{file.Key.Path}' lets {file.Count()} hosts in."));
}
