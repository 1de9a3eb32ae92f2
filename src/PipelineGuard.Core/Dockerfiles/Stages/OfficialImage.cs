namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>Docker Hub's official images, which have names without an owner.</summary>
internal static class OfficialImage
{
    /// <summary>The name of an official image, however it is written (<c>debian</c>, <c>docker.io/library/debian</c>); null for all other images.</summary>
    public static string? NameOf(ImageReference image)
    {
        if (image.Registry is not (null or "docker.io" or "index.docker.io")) return null;
        var name = image.Repository.StartsWith("library/", StringComparison.Ordinal) ? image.Repository["library/".Length..] : image.Repository;
        return name.Length == 0 || name.Contains('/', StringComparison.Ordinal) || name.Contains(Scope.Unknown, StringComparison.Ordinal) ? null : name;
    }

    /// <summary>
    /// True for an image of a distribution, written without variables, whose configuration holds no environment but <c>PATH</c>: whatever else
    /// a stage on top of it uses is what the file itself defines.
    /// </summary>
    public static bool SetsOnlyPath(BaseImage image) =>
        !image.Written.Contains('$', StringComparison.Ordinal) && NameOf(image.Reference) is "alpine" or "busybox" or "debian" or "ubuntu";

    /// <summary>The name by which tables know an image: that of an official one, else registry (when not Docker Hub) and repository.</summary>
    public static string KeyOf(ImageReference image) => NameOf(image)
        ?? (image.Registry is null or "docker.io" or "index.docker.io" ? image.Repository : $"{image.Registry}/{image.Repository}");
}
