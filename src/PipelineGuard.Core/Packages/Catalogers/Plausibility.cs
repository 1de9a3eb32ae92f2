using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace PipelineGuard.Packages.Catalogers;

/// <summary>What is taken from one file at most. Anything beyond it no package manager would write, and it would blow up or garble every report.</summary>
internal static class Plausibility
{
    /// <summary>Entries read of one file; the largest distributions have half as many packages in all.</summary>
    public const int MaxEntries = 200_000;

    /// <summary>Licences kept of one package.</summary>
    public const int MaxLicenses = 32;

    /// <summary>Needed or provided names kept of one package. Linux's busybox provides some 400 commands; nothing real comes near this.</summary>
    public const int MaxNames = 4096;

    private const int MaxLength = 1024;
    private const int MaxLicenseLength = 256;

    // Far more than any value that is accepted, so that a cut one is still refused for its length.
    private const int MaxDecoded = 8 * MaxLength;

    private static readonly SearchValues<char> Control =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '\u007f', .. Enumerable.Range(0x80, 0x20).Select(c => (char)c), '\u2028', '\u2029']);

    /// <summary>Decodes a value; broken sequences become U+FFFD. One too long to be accepted is cut first: it may have the length of the file.</summary>
    public static string Decode(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8.Length > MaxDecoded ? utf8[..MaxDecoded] : utf8);

    /// <summary>True for a value that <see cref="Decode"/> would cut.</summary>
    public static bool IsTooLong(ReadOnlySpan<byte> utf8) => utf8.Length > MaxDecoded;

    /// <summary>True when everything that identifies the package is short and printable.</summary>
    public static bool Accepts(Package package) =>
        package is { Name.Length: > 0, Version.Length: > 0 }
        && IsShortText(package.Name) && IsShortText(package.Version)
        && IsShortText(package.SourceName) && IsShortText(package.SourceVersion) && IsShortText(package.Architecture) && IsShortText(package.Module);

    /// <summary>The licences worth keeping: names and expressions, not whole licence texts.</summary>
    public static ImmutableArray<string> Licenses(IEnumerable<string?> stated) =>
        [.. stated.Select(text => text?.Trim()).OfType<string>().Where(text => text.Length is > 0 and <= MaxLicenseLength && IsShortText(text)).Distinct().Take(MaxLicenses)];

    /// <summary>True for what may be the name of a package that another one needs.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= 256 && IsShortText(text);

    private static bool IsShortText(string? text) => text is null || (text.Length <= MaxLength && text.AsSpan().IndexOfAny(Control) < 0);
}
