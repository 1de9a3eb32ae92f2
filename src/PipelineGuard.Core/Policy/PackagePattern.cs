using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using PipelineGuard.Packages;

namespace PipelineGuard.Policy;

/// <summary>
/// A package URL without version, perhaps with <c>*</c> for anything within one segment: <c>pkg:deb/debian/openssl</c>,
/// <c>pkg:npm/@angular/*</c>. It means the package in every version; names are compared as their ecosystem does, wildcards without case.
/// </summary>
public sealed record PackagePattern
{
    private readonly Regex? _wildcards;

    private PackagePattern(string text)
    {
        Text = text;
        _wildcards = text.Contains('*', StringComparison.Ordinal) ? PathPattern.Compile(text, RegexOptions.IgnoreCase) : null;
    }

    /// <summary>As written, percent encoding resolved.</summary>
    public string Text { get; }

    /// <summary>Reads one; false with what is wrong when it is no package URL, or names a version or qualifiers.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PackagePattern? pattern, [NotNullWhen(false)] out string? mistake)
    {
        pattern = null;
        mistake = Mistake(text);
        if (mistake is null) pattern = new(Uri.UnescapeDataString(text));
        return mistake is null;
    }

    /// <summary>True when the package URL, with or without version and qualifiers, names such a package.</summary>
    public bool Matches(string purl) =>
        _wildcards is null ? PackageUrl.Matches(Text, purl) : _wildcards.IsMatch(Uri.UnescapeDataString(WithoutVersion(purl)));

    /// <inheritdoc/>
    public bool Equals(PackagePattern? other) => string.Equals(Text, other?.Text, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Text);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string? Mistake(string text)
    {
        if (!text.StartsWith("pkg:", StringComparison.Ordinal)) return "a package is named by its package URL, such as pkg:deb/debian/openssl";
        if (text.IndexOf('/', StringComparison.Ordinal) is var slash && (slash <= "pkg:".Length || slash == text.Length - 1)) return "a package URL needs a type and a name, such as pkg:nuget/Newtonsoft.Json";
        return WithoutVersion(text).Length == text.Length ? null : "a waiver holds for every version: leave out what follows the name";
    }

    // The version starts at an '@' after the last '/', unless that '@' opens an npm scope; qualifiers and subpath follow '?' and '#'.
    private static string WithoutVersion(string purl)
    {
        int end = purl.AsSpan().IndexOfAny('?', '#');
        var name = end < 0 ? purl.AsSpan() : purl.AsSpan(0, end);
        int version = name.LastIndexOf('@');
        return (version > name.LastIndexOf('/') + 1 ? name[..version] : name).ToString();
    }
}
