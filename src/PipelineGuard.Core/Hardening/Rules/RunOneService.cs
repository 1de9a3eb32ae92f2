using PipelineGuard.Findings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for services that let people log in, and old insecure ones.</summary>
internal sealed class RunOneService : ImageRule
{
    private static readonly string[] Services =
    [
        "openssh-server", "dropbear", "dropbear-bin", "telnetd", "telnet-server", "inetutils-telnetd", "rsh-server", "rsh-redone-server", "nis", "ypserv", "tftpd", "tftp-server", "tftpd-hpa", "xinetd", "openbsd-inetd", "vsftpd", "talk-server", "x11vnc", "tigervnc-standalone-server",
    ];

    public override RuleInfo Info { get; } = new("PGI033", "Run no login service in a container", Severity.Medium)
    {
        Why = "A container that people log in to changes by hand and needs accounts and keys; Telnet, rsh and the like send them in the clear.",
        Fix = "Remove the package; use docker exec or kubectl exec.",
        Flags = ["CMD /srv/app\npackage openssh-server", "CMD /srv/app\npackage telnetd"],
        Allows = ["CMD /srv/app\npackage openssh-client"],
        Tags = ["cis-linux:2.1", "cis-docker:4.3", "nist-800-190:4.1.2"],
    };

    public override Examination Examine(ImageFacts image) => Examined.SystemPackages(image);

    public override IEnumerable<Finding> Check(ImageFacts image)
    {
        var found = Services.Where(image.HasSystemPackage).ToList();
        return found.Count == 0 ? [] : [At(image, $"It has {Some(found)} installed.")];
    }
}
