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
    /// <summary>The program's words that upgrade everything when no package is named; a file that has one needs a new build, no edit.</summary>
    public required ImmutableArray<string> Everything { get; init; }

    /// <summary>The command that upgrades everything, to be told.</summary>
    public string Whole { get; init; } = Before;

    private string Program { get; } = Before[..Before.IndexOf(' ', StringComparison.Ordinal)];

    /// <summary>All of them; where an image has several managers of a type, the first one is taken.</summary>
    public static ImmutableArray<UpgradeForm> All { get; } =
    [
        new("deb", "apt", "apt-get update && apt-get install -y --no-install-recommends --only-upgrade", " && rm -rf /var/lib/apt/lists/*") { Everything = ["upgrade", "dist-upgrade"], Whole = "apt-get update && apt-get upgrade -y" },
        new("apk", "apk-tools", "apk add --no-cache --upgrade", "") { Everything = ["upgrade"], Whole = "apk upgrade --no-cache" },
        new("rpm", "dnf5", "dnf5 upgrade -y", " && dnf5 clean all") { Everything = ["upgrade", "update"] },
        new("rpm", "dnf", "dnf upgrade -y", " && dnf clean all") { Everything = ["upgrade", "update"] },
        new("rpm", "microdnf", "microdnf upgrade -y", " && microdnf clean all") { Everything = ["upgrade", "update"] },
        new("rpm", "tdnf", "tdnf update -y", " && tdnf clean all") { Everything = ["upgrade", "update"] },
        new("rpm", "yum", "yum update -y", " && yum clean all") { Everything = ["upgrade", "update"] },
        new("rpm", "zypper", "zypper --non-interactive update", " && zypper clean --all") { Everything = ["update", "up", "dup"] },
    ];

    /// <summary>True for packages that an operating system's package manager brings.</summary>
    /// <param name="type">Their package URL type.</param>
    public static bool Manages(string type) => All.Any(form => form.Type == type);

    /// <summary>Those of an image, by the managers that it has; images without a shell have none.</summary>
    public static ImmutableArray<UpgradeForm> Of(ImmutableArray<Package> installed) =>
        [.. All.Where(form => installed.Any(package => package.Type.Purl == form.Type && package.Name == form.Package))];

    /// <summary>True for a command that upgrades everything.</summary>
    public bool UpgradesAll(ShellCommand command) =>
        command.Operands.Length == 1 && Everything.Any(verb => command.Is(Program, verb));
}
