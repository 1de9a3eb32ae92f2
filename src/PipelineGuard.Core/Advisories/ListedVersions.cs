using PipelineGuard.Advisories.Osv;
using PipelineGuard.Versions;

namespace PipelineGuard.Advisories;

/// <summary>
/// Drops listed versions that a range of the same entry holds anyway: OSV lists each release of a package beside the range,
/// thousands for some, and every one of them would be stored and compared for nothing.
/// </summary>
internal static class ListedVersions
{
    /// <summary>The record with only those listed versions that add something; unchanged where the order of versions is not known to us.</summary>
    public static OsvRecord WithoutRedundant(OsvRecord record) =>
        record.Affected.All(affected => affected.Versions.Versions.IsEmpty)
            ? record
            : record with { Affected = [.. record.Affected.Select(affected => affected with { Versions = WithoutRedundant(affected) })] };

    private static AffectedVersions WithoutRedundant(OsvAffected affected)
    {
        var versions = affected.Versions;
        if (Ecosystem.VersionSchemeOf(affected.Ecosystem) is not { } name) return versions;
        var scheme = VersionSchemes.For(name);
        return versions with { Versions = versions.Versions.RemoveAll(version => scheme.IsValid(version) && IsInRange(versions, version, scheme)) };
    }

    private static bool IsInRange(AffectedVersions versions, string version, IVersionScheme scheme)
    {
        foreach (var range in versions.Ranges)
        {
            if (RangeCheck.Check(range, version, scheme).Position != RangePosition.Outside) return true;
        }
        return false;
    }
}
