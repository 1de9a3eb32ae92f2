using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages;
using PipelineGuard.Packages.DotNet;

namespace PipelineGuard.Scanning;

/// <summary>
/// The packages of a .NET application compiled to native code (Native AOT), which its program does not tell: taken from the restore, and recorded in the image,
/// so that every later scan of it knows them.
/// </summary>
public static class NativeComponents
{
    /// <summary>The label of the image that records them.</summary>
    public const string Label = ComponentLabel.Name;

    /// <summary>The label's text.</summary>
    /// <param name="assetsFile">The <c>project.assets.json</c> of the restore.</param>
    /// <param name="runtimeIdentifier">The platform that was published for: <c>linux-x64</c>.</param>
    /// <param name="program">The file name of the program in the image.</param>
    /// <exception cref="GuardException">PG1001: the file cannot be read, or the project was not restored for the platform.</exception>
    public static string Describe(string assetsFile, string runtimeIdentifier, string program) => ComponentLabel.Write(program, RestoreGraph.Read(assetsFile, runtimeIdentifier).Packages);

    /// <summary>What the restore of the project that the user names as source says of a program; null when it is not that project's.</summary>
    internal static IEnumerable<Package>? OfSource(string? source, ImagePath program)
    {
        if (source is null || !File.Exists(source)) return null;
        var assets = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(source))!, "obj", "project.assets.json");
        if (!File.Exists(assets) || Path.GetFileNameWithoutExtension(source) != Path.GetFileNameWithoutExtension(program.Value)) return null;
        try
        {
            return RestoreGraph.Read(assets, null).Packages.Select(package => package with { FoundIn = program });
        }
        catch (GuardException)
        {
            // Then it is said that nobody knows its packages.
            return null;
        }
    }
}
