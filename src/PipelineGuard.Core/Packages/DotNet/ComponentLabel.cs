using System.Collections.Immutable;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.DotNet;

/// <summary>
/// The label by which an image tells what a program in it was compiled from, as a program compiled to native code cannot: the program's file name, then package
/// URLs, with spaces between. As a label it is part of what the image's digest stands for, and goes wherever the image goes.
/// </summary>
internal static class ComponentLabel
{
    /// <summary>Its name.</summary>
    public const string Name = "pipelineguard.components";

    // An application with a thousand packages has 60 kB.
    private const int LongestText = 1 << 20;

    /// <summary>The label's text.</summary>
    /// <param name="program">The program's file name, without spaces.</param>
    /// <param name="packages">What it was made from.</param>
    public static string Write(string program, IEnumerable<Package> packages) =>
        string.Join(' ', [Escaped(program), .. packages.Select(package => PackageUrl.For(package, null).ToString())]);

    /// <summary>The packages of a program; null when the label is about another one, or is no such text.</summary>
    /// <param name="text">The label's text; null when there is none.</param>
    /// <param name="program">Where the program lies.</param>
    public static ImmutableArray<Package>? Read(string? text, ImagePath program)
    {
        if (text is null || text.Length > LongestText) return null;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || words[0] != Escaped(NameOf(program))) return null;
        var packages = words.Skip(1).Select(word => PackageOf(word, program)).ToList();
        // Half a list would look like a whole one.
        return packages.Contains(null) ? null : [.. packages.OfType<Package>()];
    }

    private static Package? PackageOf(string word, ImagePath program) =>
        PackageUrl.Parse(word) is { Type: "nuget", Namespace: null, Name: var name, Version: { } version } ? new(PackageType.NuGet, name, version) { FoundIn = program } : null;

    private static string NameOf(ImagePath path) => path.Value[(path.Value.LastIndexOf('/') + 1)..];

    private static string Escaped(string name) => Uri.EscapeDataString(name);
}
