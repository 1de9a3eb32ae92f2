namespace PipelineGuard.Packages;

/// <summary>Packages of rpm that do not come from the distribution they are installed on: from EPEL, or from the maker of the program.</summary>
internal static class ForeignRpms
{
    // How the vendor of such a package begins, and the distributions whose own that vendor is.
    private static readonly (string Vendor, string[] OwnOf)[] Builders =
    [
        ("Fedora Project", ["fedora"]),
        ("Remi", []),
        ("RPM Fusion", []),
        ("elrepo", []),
        ("NGINX Packaging", []),
        ("PostgreSQL Global Development Group", []),
        ("Oracle and/or its affiliates", ["ol"]),
        ("Docker", []),
        ("MongoDB", []),
        ("Elastic", []),
        ("NodeSource", []),
        ("Grafana", []),
        ("HashiCorp", []),
        ("Percona", []),
        ("MariaDB", []),
        ("Google", []),
    ];

    // What such builders put into the release: 1.el9.ngx, 1PGDG.rhel9, 3.el9.remi.8.2, 1nodesource.
    private static readonly string[] Marks = [".ngx", "PGDG", ".remi", ".elrepo", "nodesource"];

    /// <summary>True for a package of rpm that is known to come from elsewhere; of others, those of builders that we do not know too, the distribution's advisories are believed.</summary>
    public static bool Includes(Package package, Distribution distribution) =>
        HasMark(package.Version) || RowOf(package.Builder) is var (_, ownOf) && !ownOf.Contains(distribution.Id);

    /// <summary>True for a package that no distribution has built.</summary>
    /// <param name="version">As rpm spells it, with or without the epoch.</param>
    /// <param name="vendor">As its header names it; null when it names none.</param>
    public static bool IsOfNoDistribution(string version, string? vendor) => HasMark(version) || RowOf(vendor) is var (_, ownOf) && ownOf.Length == 0;

    private static bool HasMark(string version)
    {
        var release = version.AsSpan(version.LastIndexOf('-') + 1);
        foreach (var mark in Marks)
        {
            if (release.Contains(mark, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    private static (string Vendor, string[] OwnOf)? RowOf(string? vendor)
    {
        foreach (var row in Builders)
        {
            if (vendor is not null && vendor.StartsWith(row.Vendor, StringComparison.OrdinalIgnoreCase)) return row;
        }
        return null;
    }
}
