using PipelineGuard.Packages;

namespace PipelineGuard.Advisories;

/// <summary>Names of OSV ecosystems (OSV schema, <c>affected[].package.ecosystem</c>): <c>Debian:12</c> is ecosystem <c>Debian</c>, release <c>12</c>.</summary>
internal static class Ecosystem
{
    private const int MaxLength = 64;

    // Windows reserves these file names, whatever the extension.
    private static readonly string[] Reserved = ["CON", "PRN", "AUX", "NUL"];

    /// <summary>Cuts a name at its first colon.</summary>
    public static (string Name, string? Release) Split(string text) =>
        text.IndexOf(':') is var colon and >= 0 ? (text[..colon], text[(colon + 1)..]) : (text, null);

    /// <summary>True for a name that an ecosystem without release can have; anything else from a list or a command line is refused.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= MaxLength
        && char.IsAsciiLetterOrDigit(text[0]) && text[^1] is not (' ' or '.')
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or '-' or '_' or '+');

    /// <summary>The name as a file name on any system: <c>Azure Linux</c> becomes <c>Azure%20Linux</c>.</summary>
    public static string ToFileName(string name)
    {
        if (!IsName(name)) throw new ArgumentException($"'{name}' is not the name of an ecosystem.", nameof(name));
        var text = name.Replace(" ", "%20", StringComparison.Ordinal);
        bool isReserved = Reserved.Contains(name.Split('.')[0], StringComparer.OrdinalIgnoreCase);
        return isReserved ? $"%{(int)text[0]:X2}{text[1..]}" : text;
    }

    /// <summary>The order that its versions follow, a key of <see cref="Versions.VersionSchemes"/>; null for ecosystems we do not match.</summary>
    public static string? VersionSchemeOf(string name) =>
        (PackageType.All.FirstOrDefault(type => type.OsvEcosystem == name) ?? Distributions.All.FirstOrDefault(row => row.OsvEcosystem == name)?.PackageTypes[0])?.VersionScheme;

    /// <summary>
    /// True when an advisory for the release <paramref name="stated"/> holds for an image of the release <paramref name="wanted"/>. Most
    /// distributions have one name for each; Red Hat and SUSE publish by products, of which an image has several.
    /// </summary>
    /// <param name="ecosystem">The ecosystem without release.</param>
    /// <param name="wanted">The image's release, as in <see cref="AdvisoryKey.Release"/>.</param>
    /// <param name="stated">What stands behind the colon in the advisory.</param>
    public static bool IncludesRelease(string ecosystem, string? wanted, string stated) => ecosystem switch
    {
        _ when wanted is null => false,
        // "enterprise_linux:9" holds "enterprise_linux:9::appstream" and "enterprise_linux:10.1" is of 10; "rhel_eus:9.2::baseos" is another channel.
        "Red Hat" => stated.StartsWith(wanted, StringComparison.Ordinal) && (stated.Length == wanted.Length || stated[wanted.Length] is ':' or '.'),
        // "15 SP5" holds "Linux Enterprise Module for Basesystem 15 SP5" and "Linux Enterprise Server 15 SP5-LTSS".
        "SUSE" => EndsAsWord(stated, wanted) || (stated.EndsWith("-LTSS", StringComparison.Ordinal) && EndsAsWord(stated[..^5], wanted)),
        // Extended maintenance: what it fixes, others are vulnerable to.
        "Ubuntu" => stated == wanted || stated == $"Pro:{wanted}",
        _ => stated == wanted,
    };

    private static bool EndsAsWord(string text, string word) => text == word || text.EndsWith($" {word}", StringComparison.Ordinal);

    /// <summary>The spelling under which a package stands in a store, so that <c>newtonsoft.json</c> finds <c>Newtonsoft.Json</c>.</summary>
    public static string NormalizePackage(string ecosystem, string package) => ecosystem switch
    {
        "NuGet" or "Packagist" => package.ToLowerInvariant(),
        "PyPI" => PythonName.Normalize(package),
        _ => package,
    };
}
