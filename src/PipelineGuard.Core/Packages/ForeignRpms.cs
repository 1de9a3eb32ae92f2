namespace PipelineGuard.Packages;

/// <summary>
/// Packages of rpm that do not come from the distribution they are installed on: from EPEL, or from the maker of the program. The
/// distribution's advisories are about its own packages, and versions of other builders cannot be compared with theirs.
/// </summary>
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
    public static bool IsForeign(Package package, Distribution? distribution)
    {
        if (package.Type != PackageType.Rpm || distribution is null) return false;
        var release = package.Version.AsSpan(package.Version.LastIndexOf('-') + 1);
        foreach (var mark in Marks)
        {
            if (release.Contains(mark, StringComparison.Ordinal)) return true;
        }
        return package.Builder is { } builder && Array.Exists(Builders, row => builder.StartsWith(row.Vendor, StringComparison.OrdinalIgnoreCase) && !row.OwnOf.Contains(distribution.Id));
    }
}
