using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Lifecycle.Rules;

/// <summary>Finds operating systems without support.</summary>
internal sealed class UseSupportedSystem : OutOfSupportRule
{
    public override RuleInfo Info { get; } = new("PGV001", "Use a supported release of the operating system", Severity.High)
    {
        Why = "After the end of support nobody repairs the packages of the release, and new vulnerabilities are often not even recorded for it: few findings then mean nothing.",
        Fix = "Build on an image of a release with support. With extended support that you pay for, say so in a waiver that expires with it.",
        Flags =
        [
            "file 644 0 etc/os-release ID=debian\\nVERSION_ID=11",
            "file 644 0 usr/lib/os-release ID=alpine\\nVERSION_ID=3.19.1",
            "file 644 0 etc/os-release ID=centos\\nVERSION_ID=7",
            "file 644 0 etc/os-release ID=\"rhel\"\\nVERSION_ID=\"7.9\"",
            "file 644 0 etc/os-release ID=sles\\nVERSION_ID=15",
        ],
        Allows =
        [
            "file 644 0 etc/os-release ID=debian\\nVERSION_ID=12",
            "file 644 0 etc/os-release ID=debian\\nVERSION_CODENAME=forky",
            "file 644 0 etc/os-release ID=centos\\nVERSION_ID=9\\nPRETTY_NAME=\"CentOS Stream 9\"",
            "file 644 0 etc/os-release ID=wolfi\\nVERSION_ID=20230201",
            "file 644 0 etc/os-release ID=sles\\nVERSION_ID=15.7",
        ],
        Tags = ["cwe:1104", "nist-800-190:4.1.1"],
    };

    protected override IEnumerable<Installed> InstalledIn(Inventory inventory) => SupportedSystems.In(inventory);
}
