using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources;

/// <summary>The files of an image on disk: manifests, configs and layers, by the path they have in the layout.</summary>
internal interface IImageFiles : IDisposable
{
    /// <summary>A file by its path, such as <c>blobs/sha256/…</c>; null when it is not there. No path leads out of the layout.</summary>
    IBlob? Find(string path);
}
