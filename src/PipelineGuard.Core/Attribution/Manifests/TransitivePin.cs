using System.Buffers;
using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Attribution.Manifests;

/// <summary>
/// Pins a NuGet package that another one brings: by a reference of its own beside that of the one that brings it, or by a central version where versions are
/// managed centrally (NuGet documentation, "Central Package Management", "Transitive pinning").
/// </summary>
internal static class TransitivePin
{
    private const string SelfClosing = "/>";
    private static readonly SearchValues<char> NameSigns = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>How to pin it; null when the reference of the one that brings it is not one line of its own, or its central version is not known.</summary>
    /// <param name="files">The project and what it imports.</param>
    /// <param name="bringer">Who brings it, in the spelling of lookups.</param>
    /// <param name="package">The package.</param>
    public static Func<string, ImmutableArray<TextEdit>>? Of(IReadOnlyCollection<MsBuildFile> files, string bringer, string package)
    {
        // The name comes from the image.
        if (package.AsSpan().ContainsAnyExcept(NameSigns)) return null;
        var reference = Anchor(files, bringer, ManifestRole.Requires, "PackageReference");
        if (!IsOn(files, "ManagePackageVersionsCentrally")) return reference is null ? null : version => [After(reference.Value, $"<PackageReference Include=\"{package}\" Version=\"{version}\" />")];
        if (Anchor(files, bringer, ManifestRole.Pins, "PackageVersion") is not { } central) return null;
        if (IsOn(files, "CentralPackageTransitivePinningEnabled")) return version => [Central(version)];
        return reference is null ? null : version => [Central(version), After(reference.Value, $"<PackageReference Include=\"{package}\" />")];

        TextEdit Central(string version) => After(central, $"<PackageVersion Include=\"{package}\" Version=\"{version}\" />");
    }

    private static bool IsOn(IEnumerable<MsBuildFile> files, string property) => files.Any(file => file.Property(property)?.Text.Equals("true", StringComparison.OrdinalIgnoreCase) is true);

    // The element that begins and ends in one line, and the white space before it.
    private static (SourceFile File, int End, string Indent)? Anchor(IEnumerable<MsBuildFile> files, string bringer, ManifestRole role, string element)
    {
        foreach (var file in files)
        {
            foreach (var line in file.Packages.Where(line => line.Name == bringer && line.Role == role && line.Place.Line == line.Place.EndLine))
            {
                var source = file.File.Source;
                if (line.Place is not { Line: { } at, Column: { } column, EndColumn: { } endColumn }) continue;
                int start = source.OffsetOf(new(at, column)), end = source.OffsetOf(new(at, endColumn)), lineStart = source.OffsetOf(new(at, 1));
                var (text, indent) = (source.Text[start..end], source.Text[lineStart..start]);
                if (text.StartsWith($"<{element} ", StringComparison.Ordinal) && text.EndsWith(SelfClosing, StringComparison.Ordinal) && indent.AsSpan().Trim().IsEmpty) return (file.File, end, indent);
            }
        }
        return null;
    }

    // The end of the element is replaced by itself and the new line: what stands there can be checked before it is written.
    private static TextEdit After((SourceFile File, int End, string Indent) anchor, string element)
    {
        var newLine = anchor.File.Source.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        return TextEdits.Replace(anchor.File.Source, anchor.File.Name, TextSpan.FromBounds(anchor.End - SelfClosing.Length, anchor.End), $"{SelfClosing}{newLine}{anchor.Indent}{element}");
    }
}
