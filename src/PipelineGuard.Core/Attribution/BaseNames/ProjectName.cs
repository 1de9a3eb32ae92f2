using System.Collections.Immutable;
using PipelineGuard.Attribution.Manifests;

namespace PipelineGuard.Attribution.BaseNames;

/// <summary>Takes the base image that projects choose apart: <c>ContainerBaseImage</c> with the properties in it, or the tag's end that <c>ContainerFamily</c> is.</summary>
internal static class ProjectName
{
    private const int Deepest = 8;

    /// <summary>The name; null when the files do not write it, or write another one.</summary>
    /// <param name="files">A project and what it imports, in the order in which their properties count.</param>
    /// <param name="name">What the image says that it stands on.</param>
    public static WrittenName? Of(IReadOnlyCollection<MsBuildFile> files, string name)
    {
        var pieces = ImmutableArray.CreateBuilder<NamePiece>();
        if (Value("ContainerBaseImage", null) is { } whole) return Take(whole, null, 0) && string.Concat(pieces.Select(piece => piece.Text)) == name ? new(pieces.ToImmutable()) : null;
        if (Value("ContainerFamily", null) is not { } family || !Take(family, "ContainerFamily", 0)) return null;
        var end = "-" + string.Concat(pieces.Select(piece => piece.Text));
        return name.EndsWith(end, StringComparison.Ordinal) ? new([new(name[..^(end.Length - 1)], null), .. pieces]) : null;

        bool Take((MsBuildFile File, XmlElement Element) value, string? property, int depth)
        {
            var (text, start) = (value.Element.Text, 0);
            if (depth > Deepest) return false;
            for (int at = text.IndexOf("$(", StringComparison.Ordinal); at >= 0; at = text.IndexOf("$(", start, StringComparison.Ordinal))
            {
                int close = text.IndexOf(')', at);
                if (close < 0 || Value(text[(at + 2)..close], value.Element) is not { } inner) return false;
                Add(value, start, at, property);
                if (!Take(inner, text[(at + 2)..close], depth + 1)) return false;
                start = close + 1;
            }
            Add(value, start, text.Length, property);
            return true;
        }

        void Add((MsBuildFile File, XmlElement Element) value, int start, int end, string? property)
        {
            if (end > start) pieces.Add(new(value.Element.Text[start..end], value.File.File.Place(value.Element.TextStart + start, value.Element.TextStart + end)) { Variable = property });
        }

        (MsBuildFile File, XmlElement Element)? Value(string property, XmlElement? user) =>
            files.Select(file => (File: file, Element: file.Property(property))).FirstOrDefault(found => found.Element is not null && found.Element != user) is { Element: { } element } found ? (found.File, element) : null;
    }
}
