namespace PipelineGuard.Packages;

/// <summary>
/// Packages of dpkg that do not come from the distribution they are installed on: from the repository of a program's maker, or from that of
/// somebody who packages newer versions. Nothing in dpkg's records says so; the maintainer and the version do.
/// </summary>
internal static class ForeignDebs
{
    // How the address of such a maintainer ends. None of these has a package in Debian, which the tests ask Debian's own index.
    private static readonly string[] Addresses =
    [
        "nginx-packaging@f5.com", "@nginx.com", "@docker.com", "@nodesource.com", "@oss.oracle.com", "@lists.mariadb.org", "@mariadb.com", "@percona.com",
        "@elastic.co", "@mongodb.com", "@hashicorp.com", "@grafana.com", "@gitlab.com", "@microsoft.com", "PowerShellTeam@hotmail.com", "@chromium.org",
        "@redis.com", "@rabbitmq.com", "@influxdata.com", "@influxdb.com", "@datadoghq.com", "@newrelic.com", "cudatools@nvidia.com", "temurin-dev@eclipse.org",
        "@azul.com", "corretto-team@amazon.com", "yarn@dan.cx", "@kubernetes.io", "@zabbix.com", "@tailscale.com", "@cloudflare.com", "@confluent.io",
        "@neo4j.com", "@neotechnology.com", "@couchbase.com", "@splunk.com", "@wazuh.com", "@puppet.com", "@clickhouse.com", "@cockroachlabs.com",
        "@timescale.com", "@varnish-software.com", "@opensearch.org", "@phusion.nl",
    ];

    // What such builders put into a version: 18.20.4-1nodesource1, 16.3-1.pgdg120+1, 1:11.4.2+maria~deb12, 8.3.9-1+0~20240706.22+debian12~1.gbp9bd1a2,
    // 8.1.2-1+ubuntu22.04.1+deb.sury.org+1, 5:27.0.3-1~debian.12~bookworm, 6:7.4.0-1rl1~jammy1.
    private static readonly string[] Marks =
        ["nodesource", ".pgdg", "+maria~", "+debian11~", "+debian12~", "+debian13~", "deb.sury.org", "~debian.", "~ubuntu.", "rl1~", "~ppa"];

    /// <summary>True for a package of dpkg that is known to come from elsewhere; of others, those of builders that we do not know too, the distribution's advisories are believed.</summary>
    public static bool Includes(Package package, Distribution distribution)
    {
        foreach (var mark in Marks)
        {
            if (package.Version.Contains(mark, StringComparison.Ordinal)) return true;
        }
        // 1.27.0-1~bookworm: distributions do not write their own name behind their versions.
        return (distribution.Codename is { Length: > 2 } codename && package.Version.EndsWith($"~{codename}", StringComparison.Ordinal))
            || (package.Builder is { } maintainer && IsElsewhere(AddressOf(maintainer)));
    }

    private static bool IsElsewhere(ReadOnlySpan<char> address)
    {
        foreach (var end in Addresses)
        {
            bool ends = end.StartsWith('@') ? address.EndsWith(end, StringComparison.OrdinalIgnoreCase) : address.Equals(end, StringComparison.OrdinalIgnoreCase);
            if (ends) return true;
        }
        return false;
    }

    // "Docker <support@docker.com>"; some have an address alone.
    private static ReadOnlySpan<char> AddressOf(ReadOnlySpan<char> maintainer) =>
        maintainer[(maintainer.LastIndexOf('<') + 1)..].TrimEnd("> ");
}
