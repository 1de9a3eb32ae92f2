using PipelineGuard.Images;
using PipelineGuard.Packages.DotNet;

namespace PipelineGuard.Packages;

/// <summary>Which language packages came from the operating system's package manager and must not be reported a second time.</summary>
internal sealed class OwnedFiles
{
    private readonly HashSet<ImagePath> _owned = [];
    private readonly HashSet<(ImagePath Path, int Layer)> _written = [];
    private readonly Dictionary<ImagePath, LayerFile> _lowest = [];

    /// <param name="files">The files of all layers, bottom first.</param>
    /// <param name="resolve">Follows links: package managers record <c>lib/x</c> where the image has <c>usr/lib/x</c>.</param>
    public OwnedFiles(IReadOnlyList<LayerFile> files, Func<ImagePath, ImagePath> resolve)
    {
        foreach (var file in files)
        {
            _lowest.TryAdd(file.Path, file);
            foreach (var owned in file.Content.Owned)
            {
                var path = resolve(owned);
                _written.Add((path, file.Layer));
                if (file.Visible) _owned.Add(path);
            }
        }
    }

    /// <summary>True when the package that the file records is part of one that the operating system's package manager lists.</summary>
    public bool Covers(LayerFile file, Package package) =>
        _owned.Contains(file.Path) && !DotNetPlaces.IsMicrosofts(file.Path.Value) && !IsReplaced(file, package);

    // "apk add npm", and in a later layer "npm install -g npm": the path is still owned, but another version stands there, and the layer
    // that put it there did not write the owner's record. A layer that merely changed the file's mode or owner keeps the version.
    private bool IsReplaced(LayerFile file, Package package) =>
        _lowest[file.Path] is var original && original.Layer < file.Layer
        && !_written.Contains((file.Path, file.Layer))
        && !original.Content.Packages.Any(other => other.Name == package.Name && other.Version == package.Version);
}
