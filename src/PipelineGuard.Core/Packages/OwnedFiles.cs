using PipelineGuard.Images;
using PipelineGuard.Packages.DotNet;

namespace PipelineGuard.Packages;

/// <summary>Which language packages came from the operating system's package manager and must not be reported a second time.</summary>
internal sealed class OwnedFiles
{
    private readonly HashSet<ImagePath> _owned = [];
    private readonly HashSet<(ImagePath Path, int Layer)> _written = [];
    private readonly Dictionary<ImagePath, int> _lastWritten = [];
    private readonly Dictionary<ImagePath, LayerFile> _lowest = [];

    /// <param name="files">The files of all layers, bottom first.</param>
    /// <param name="resolve">Follows links: package managers record <c>lib/x</c> where the image has <c>usr/lib/x</c>.</param>
    /// <param name="foreign">The packages that the distribution did not build: what is in them has to speak for itself.</param>
    public OwnedFiles(IReadOnlyList<LayerFile> files, Func<ImagePath, ImagePath> resolve, ForeignContent foreign)
    {
        foreach (var file in files)
        {
            _lowest.TryAdd(file.Path, file);
            if (foreign.IsListed(file)) continue;
            foreach (var owned in file.Content.Owned)
            {
                var path = resolve(owned);
                _written.Add((path, file.Layer));
                _lastWritten[path] = file.Layer;
                if (file.Visible) _owned.Add(path);
            }
        }
    }

    /// <summary>True when the packages that the file records are part of one that the operating system's package manager lists.</summary>
    public bool Covers(LayerFile file) =>
        _owned.Contains(file.Path) && !DotNetPlaces.IsMicrosofts(file.Path.Value) && !IsReplaced(file);

    // "apk add npm", and in a later layer "npm install -g npm": the path is still owned, but another version stands there, and the layer
    // that put it there did not write the owner's record. A layer that merely changed the file's mode or owner keeps the packages.
    private bool IsReplaced(LayerFile file)
    {
        if (_written.Contains((file.Path, file.Layer))) return false;
        var original = _lowest[file.Path];
        return original.Layer < file.Layer ? !HaveSamePackages(original, file) : _lastWritten[file.Path] < file.Layer;
    }

    private static bool HaveSamePackages(LayerFile one, LayerFile other) =>
        one.Content.Packages.Select(package => (package.Name, package.Version)).ToHashSet().SetEquals(other.Content.Packages.Select(package => (package.Name, package.Version)));
}
