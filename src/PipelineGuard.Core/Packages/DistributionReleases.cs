using System.Collections.Frozen;
using System.Globalization;

namespace PipelineGuard.Packages;

/// <summary>How each distribution's release is written in OSV, behind the colon of <c>affected[].package.ecosystem</c>.</summary>
internal static class DistributionReleases
{
    // Debian's testing and unstable have no VERSION_ID; both name the release that they will become.
    private static readonly FrozenDictionary<string, string> DebianCodenames = new Dictionary<string, string>
    {
        ["bullseye"] = "11",
        ["bookworm"] = "12",
        ["trixie"] = "13",
        ["forky"] = "14",
        ["duke"] = "15",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary><c>12</c> for 12 and 12.5; that of the codename for testing and unstable.</summary>
    public static string? Debian(Distribution debian) =>
        debian.VersionId.Length > 0 ? Number(Part(debian.VersionId, 0))
        : debian.Codename is { } codename ? DebianCodenames.GetValueOrDefault(codename)
        : null;

    /// <summary><c>24.04:LTS</c>: the April releases of even years are supported for long; <c>24.10</c> for the others.</summary>
    public static string? Ubuntu(Distribution ubuntu)
    {
        var (year, month) = (Number(Part(ubuntu.VersionId, 0)), Number(Part(ubuntu.VersionId, 1)));
        if (year is null || month is null) return null;
        bool isLongTerm = month == "04" && int.Parse(year, CultureInfo.InvariantCulture) % 2 == 0;
        return isLongTerm ? $"{year}.04:LTS" : $"{year}.{month}";
    }

    /// <summary><c>v3.19</c> for 3.19.1. Edge calls itself <c>3.22_alpha…</c>: it is no release and has no advisories of its own.</summary>
    public static string? Alpine(Distribution alpine)
    {
        var (major, minor) = (Number(Part(alpine.VersionId, 0)), Number(Part(alpine.VersionId, 1)));
        bool isEdge = alpine.VersionId.Contains("_alpha", StringComparison.Ordinal);
        return major is null || minor is null || isEdge ? null : $"v{major}.{minor}";
    }

    private static string Part(string version, int index) => version.Split('.') is var parts && index < parts.Length ? parts[index] : "";

    // Hostile text must not become part of an ecosystem's name; no release number is longer than a date.
    private static string? Number(string text) => text.Length is > 0 and <= 8 && text.All(char.IsAsciiDigit) ? text : null;
}
