using System.Buffers;
using System.Collections.Immutable;

namespace PipelineGuard.Packages.Catalogers;

/// <summary>Keeps text out of the inventory that no package manager would write: it would blow up or garble every report.</summary>
internal static class Plausibility
{
    private const int MaxLength = 1024;
    private const int MaxLicenses = 32;
    private const int MaxLicenseLength = 256;

    private static readonly SearchValues<char> Control =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '\u007f', .. Enumerable.Range(0x80, 0x20).Select(c => (char)c), '\u2028', '\u2029']);

    /// <summary>True when everything that identifies the package is short and printable.</summary>
    public static bool Accepts(Package package) =>
        package is { Name.Length: > 0, Version.Length: > 0 }
        && IsShortText(package.Name) && IsShortText(package.Version)
        && IsShortText(package.SourceName) && IsShortText(package.SourceVersion) && IsShortText(package.Architecture);

    /// <summary>The licences worth keeping: names and expressions, not whole licence texts.</summary>
    public static ImmutableArray<string> Licenses(IEnumerable<string?> stated) =>
        [.. stated.Select(text => text?.Trim()).OfType<string>().Where(text => text.Length is > 0 and <= MaxLicenseLength && IsShortText(text)).Distinct().Take(MaxLicenses)];

    private static bool IsShortText(string? text) => text is null || (text.Length <= MaxLength && text.AsSpan().IndexOfAny(Control) < 0);
}
