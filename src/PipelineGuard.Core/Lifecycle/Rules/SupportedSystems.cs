using System.Collections.Frozen;
using PipelineGuard.Packages;

namespace PipelineGuard.Lifecycle.Rules;

/// <summary>The distributions whose support dates are known. Rolling ones have none.</summary>
internal static class SupportedSystems
{
    private static readonly FrozenDictionary<string, (string Product, string Title)> ById = new Dictionary<string, (string, string)>
    {
        ["debian"] = ("debian", "Debian"),
        ["ubuntu"] = ("ubuntu", "Ubuntu"),
        ["alpine"] = ("alpine", "Alpine"),
        ["rhel"] = ("rhel", "Red Hat Enterprise Linux"),
        ["centos"] = ("centos", "CentOS Linux"),
        ["almalinux"] = ("almalinux", "AlmaLinux"),
        ["rocky"] = ("rocky-linux", "Rocky Linux"),
        ["ol"] = ("oracle-linux", "Oracle Linux"),
        ["amzn"] = ("amazon-linux", "Amazon Linux"),
        ["fedora"] = ("fedora", "Fedora"),
        ["sles"] = ("sles", "SUSE Linux Enterprise"),
        ["sled"] = ("sles", "SUSE Linux Enterprise"),
        ["opensuse-leap"] = ("opensuse", "openSUSE Leap"),
        ["azurelinux"] = ("azure-linux", "Azure Linux"),
        ["mariner"] = ("azure-linux", "Azure Linux"),
        ["photon"] = ("photon", "Photon OS"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The operating system of an inventory; empty when it is unknown or has no releases.</summary>
    public static IEnumerable<Installed> In(Inventory inventory)
    {
        if (inventory.Distribution is not { } system || !ById.TryGetValue(system.Id, out var row)) return [];
        if (IsStream(system)) row = ("centos-stream", "CentOS Stream");
        var place = inventory.DistributionFile;
        return [new Installed(row.Product, row.Title, VersionOf(system)) { Path = place?.Path.Value, Layer = place?.Layer }];
    }

    // Both call themselves "centos", with a number.
    private static bool IsStream(Distribution system) =>
        system.Id == "centos" && (system.PrettyName.Contains("Stream", StringComparison.OrdinalIgnoreCase) || system.VersionId is not ("5" or "6" or "7" or "8"));

    // The first release of a series of SUSE has no service pack, and a series as such has no end.
    private static string VersionOf(Distribution system) =>
        system.Id is "sles" or "sled" && !system.VersionId.Contains('.', StringComparison.Ordinal) ? $"{system.VersionId}.0" : system.VersionId;
}
