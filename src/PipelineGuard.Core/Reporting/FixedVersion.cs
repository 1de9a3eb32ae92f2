using PipelineGuard.Packages;
using PipelineGuard.Versions;

namespace PipelineGuard.Reporting;

/// <summary>Finds the one version that covers several fixes.</summary>
internal static class FixedVersion
{
    /// <summary>How packages of that package URL type order their versions; null for a type we do not know.</summary>
    public static IVersionScheme? SchemeOf(string purlType) =>
        PackageType.All.FirstOrDefault(type => type.Purl == purlType) is { } type
            ? VersionSchemes.All.FirstOrDefault(scheme => scheme.Name == type.VersionScheme)
            : null;

    /// <summary>The highest of the versions: installing it removes what each of them fixes.</summary>
    /// <param name="versions">The fixed versions, at least one, all different.</param>
    /// <param name="scheme">Their order. Without it none is preferred: the wrong one would leave something open.</param>
    public static string Covering(IReadOnlyList<string> versions, IVersionScheme? scheme) => (versions, scheme) switch
    {
        ([var only], _) => only,
        (_, null) => $"the newest of {Phrases.Some([.. versions.Order(StringComparer.Ordinal)], 5)}",
        (_, { } order) => versions.Max(Comparer<string>.Create(order.Compare))!,
    };
}
