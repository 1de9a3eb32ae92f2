using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources;

/// <summary>An image layout that is a directory of the host.</summary>
internal sealed class ImageFolder(string folder) : IImageFiles
{
    /// <inheritdoc/>
    public IBlob? Find(string path) =>
        ImagePath.TryNormalize(path, out var inside) && inside.Value.Length > 0 ? FileBlob.TryFind(Path.Combine(folder, inside.Value)) : null;

    public void Dispose()
    {
    }
}
