using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Policy;

/// <summary>The names that <c>ecosystem</c> accepts: package URL types, and the distributions that stand as namespace behind them.</summary>
internal static class Ecosystems
{
    private static IEnumerable<string> Distributions => Packages.Distributions.All.Select(row => row.PurlNamespace).Distinct();

    /// <summary>All of them, sorted.</summary>
    public static ImmutableArray<string> Known { get; } = [.. PackageType.All.Select(type => type.Purl).Concat(Distributions).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>True when the package is of the named ecosystem: <c>deb</c> and <c>debian</c> both hold for <c>pkg:deb/debian/openssl</c>.</summary>
    public static bool Holds(string name, AffectedPackage package) =>
        package.Type == name || package.Purl.StartsWith($"pkg:{package.Type}/{name}/", StringComparison.Ordinal);
}
