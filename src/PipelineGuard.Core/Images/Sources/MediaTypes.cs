namespace PipelineGuard.Images.Sources;

/// <summary>The media types of images (OCI image spec, media-types.md; Docker image manifest v2.2).</summary>
internal static class MediaTypes
{
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";
    public const string OciManifest = "application/vnd.oci.image.manifest.v1+json";
    public const string DockerIndex = "application/vnd.docker.distribution.manifest.list.v2+json";
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";

    /// <summary>True for layers that may only be fetched from where they come from, such as those of Windows base images.</summary>
    public static bool IsForeign(string type) =>
        type.StartsWith("application/vnd.oci.image.layer.nondistributable.", StringComparison.Ordinal) || type is "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";

    /// <summary>True for file system layers, however compressed, foreign ones included.</summary>
    public static bool IsLayer(string type) =>
        type.StartsWith("application/vnd.oci.image.layer.v1.tar", StringComparison.Ordinal)
        || type.StartsWith("application/vnd.oci.image.layer.nondistributable.v1.tar", StringComparison.Ordinal)
        || type is "application/vnd.docker.image.rootfs.diff.tar.gzip" or "application/vnd.docker.image.rootfs.diff.tar"
            or "application/vnd.docker.image.rootfs.diff.tar.zstd" or "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"
            or "application/vnd.docker.container.image.rootfs.diff+x-gtar";
}
