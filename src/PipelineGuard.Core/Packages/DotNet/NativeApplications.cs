using PipelineGuard.Findings;

namespace PipelineGuard.Packages.DotNet;

/// <summary>Lists the packages of .NET applications compiled to native code, where somebody tells them.</summary>
internal static class NativeApplications
{
    /// <summary>The files, with packages for each program whose packages are told; then nobody need be told that they are unknown.</summary>
    /// <param name="files">The files that tell about packages.</param>
    /// <param name="label">The image's <see cref="ComponentLabel"/>; null when it has none.</param>
    /// <param name="restored">What a restore at hand says of a program; null when it says nothing.</param>
    public static IEnumerable<LayerFile> Listed(IEnumerable<LayerFile> files, string? label, Func<Images.ImagePath, IEnumerable<Package>?> restored)
    {
        foreach (var file in files)
        {
            var packages = file.Content.Unlisted?.Info == Problems.NativeAot ? ComponentLabel.Read(label, file.Path) ?? restored(file.Path) : null;
            yield return packages is null ? file : file with { Content = file.Content with { Packages = [.. packages], Unlisted = null } };
        }
    }
}
