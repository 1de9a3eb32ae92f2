using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Packages;

namespace PipelineGuard.Attribution.Upgrades;

/// <summary>How a package manager brings installed packages to their newest versions, and leaves nothing behind.</summary>
/// <param name="Type">The package URL type of its packages.</param>
/// <param name="Package">The package that brings the manager: an image without it cannot run the command.</param>
/// <param name="Before">What stands in front of the names.</param>
/// <param name="After">What stands behind them.</param>
internal sealed record UpgradeForm(string Type, string Package, string Before, string After)
{
    /// <summary>The command and its words that upgrade everything; a file that has it needs a new build, no edit.</summary>
    public required ImmutableArray<string> Everything { get; init; }

    /// <summary>All of them; where an image has several managers, the first one is taken.</summary>
    public static ImmutableArray<UpgradeForm> All { get; } =
    [
        new("deb", "apt", "apt-get update && apt-get install -y --no-install-recommends --only-upgrade", " && rm -rf /var/lib/apt/lists/*") { Everything = ["apt-get", "upgrade", "dist-upgrade"] },
        new("apk", "apk-tools", "apk add --no-cache --upgrade", "") { Everything = ["apk", "upgrade"] },
        new("rpm", "dnf5", "dnf5 upgrade -y", " && dnf5 clean all") { Everything = ["dnf5", "upgrade", "update"] },
        new("rpm", "dnf", "dnf upgrade -y", " && dnf clean all") { Everything = ["dnf", "upgrade", "update"] },
        new("rpm", "microdnf", "microdnf upgrade -y", " && microdnf clean all") { Everything = ["microdnf", "upgrade", "update"] },
        new("rpm", "tdnf", "tdnf update -y", " && tdnf clean all") { Everything = ["tdnf", "upgrade", "update"] },
        new("rpm", "yum", "yum update -y", " && yum clean all") { Everything = ["yum", "upgrade", "update"] },
        new("rpm", "zypper", "zypper --non-interactive update", " && zypper clean --all") { Everything = ["zypper", "update", "up", "dup"] },
    ];

    /// <summary>That of an image; null when it has no manager for packages of a type, as images without a shell have none.</summary>
    public static UpgradeForm? For(string type, ImmutableArray<Package> installed) =>
        All.FirstOrDefault(form => form.Type == type && installed.Any(package => package.Type.Purl == type && package.Name == form.Package));

    /// <summary>True for a command that upgrades everything.</summary>
    public bool UpgradesAll(ShellCommand command) =>
        Everything.Skip(1).Any(verb => command.Is(Everything[0], verb) && command.Operands.Length == 1);
}
