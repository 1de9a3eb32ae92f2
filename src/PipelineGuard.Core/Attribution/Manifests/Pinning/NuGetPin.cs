using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Attribution.Manifests.Pinning;

/// <summary>
/// Pins a NuGet package that another one brings: by a reference of its own beside that of the one that brings it, or by a central version where versions are
/// managed centrally (NuGet documentation, "Central Package Management", "Transitive pinning").
/// </summary>
internal static class NuGetPin
{
    /// <summary>How to pin it; null when the reference of the one that brings it is not one line of its own, or its central version is not known.</summary>
    /// <param name="files">The project and what it imports.</param>
    /// <param name="bringer">Who brings it, in the spelling of lookups.</param>
    /// <param name="package">The package.</param>
    public static Func<string, ImmutableArray<TextEdit>>? Of(IReadOnlyCollection<MsBuildFile> files, string bringer, string package)
    {
        bool isCentral = IsOn(files, "ManagePackageVersionsCentrally");
        var reference = Place(files, bringer, ManifestRole.Requires, "PackageReference", isCentral ? PinForms.CentralReference : PinForms.Reference)?.For(package);
        if (!isCentral) return reference;
        if (Place(files, bringer, ManifestRole.Pins, "PackageVersion", PinForms.CentralVersion)?.For(package) is not { } central) return null;
        if (IsOn(files, "CentralPackageTransitivePinningEnabled")) return central;
        return reference is null ? null : version => [.. central(version), .. reference(version)];
    }

    private static bool IsOn(IEnumerable<MsBuildFile> files, string property) => files.Any(file => file.Property(property)?.Text.Equals("true", StringComparison.OrdinalIgnoreCase) is true);

    // Behind an element that begins and ends in one line, with nothing but white space before it.
    private static PinPlace? Place(IEnumerable<MsBuildFile> files, string bringer, ManifestRole role, string element, PinForm form)
    {
        foreach (var file in files)
        {
            foreach (var line in file.Packages.Where(line => line.Name == bringer && line.Role == role && line.Place.Line == line.Place.EndLine))
            {
                var source = file.File.Source;
                if (line.Place is not { Line: { } at, Column: { } column, EndColumn: { } endColumn }) continue;
                int start = source.OffsetOf(new(at, column)), end = source.OffsetOf(new(at, endColumn)), lineStart = source.OffsetOf(new(at, 1));
                var (text, indent) = (source.Text[start..end], source.Text[lineStart..start]);
                if (text.StartsWith($"<{element} ", StringComparison.Ordinal) && text.EndsWith(form.Anchor, StringComparison.Ordinal) && indent.AsSpan().Trim().IsEmpty) return new(file.File, end, indent, form);
            }
        }
        return null;
    }
}
