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

    /// <summary><c>9</c> for 9 and 9.2: advisories hold for all minor releases.</summary>
    public static string? Major(Distribution distribution) => Number(Part(distribution.VersionId, 0));

    /// <summary><c>5.0</c>.</summary>
    public static string? MajorAndMinor(Distribution distribution) =>
        (Number(Part(distribution.VersionId, 0)), Number(Part(distribution.VersionId, 1))) is ({ } major, { } minor) ? $"{major}.{minor}" : null;

    /// <summary>
    /// <c>enterprise_linux:9</c>, the start of the products that are kept up to date for everybody; OSV names the part behind it
    /// (<c>::baseos</c>, <c>::appstream</c>).
    /// </summary>
    public static string? RedHat(Distribution rhel) => Major(rhel) is { } major ? $"enterprise_linux:{major}" : null;

    /// <summary><c>15 SP5</c> for 15.5, <c>15</c> for 15.0, <c>16.0</c> since service packs are gone; OSV names the product in front of it.</summary>
    public static string? Suse(Distribution suse)
    {
        if (Major(suse) is not { } major) return null;
        var pack = Number(Part(suse.VersionId, 1));
        if (int.Parse(major, CultureInfo.InvariantCulture) >= 16) return $"{major}.{pack ?? "0"}";
        return pack is null or "0" ? major : $"{major} SP{pack}";
    }

    /// <summary><c>Leap 15.5</c>.</summary>
    public static string? Leap(Distribution leap) => MajorAndMinor(leap) is { } release ? $"Leap {release}" : null;

    /// <summary><c>22.03-LTS-SP3</c>; os-release has the service pack in its name only: "openEuler 22.03 (LTS-SP3)".</summary>
    public static string? OpenEuler(Distribution openEuler)
    {
        if (MajorAndMinor(openEuler) is not { } release) return null;
        var name = openEuler.PrettyName;
        int open = name.IndexOf('(', StringComparison.Ordinal);
        var pack = open < 0 || !name.EndsWith(')') ? "" : name[(open + 1)..^1];
        return pack.Length is 0 or > 16 ? release : pack.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? $"{release}-{pack}" : null;
    }

    private static string Part(string version, int index) => version.Split('.') is var parts && index < parts.Length ? parts[index] : "";

    // Hostile text must not become part of an ecosystem's name; no release number is longer than a date.
    private static string? Number(string text) => text.Length is > 0 and <= 8 && text.All(char.IsAsciiDigit) ? text : null;
}
