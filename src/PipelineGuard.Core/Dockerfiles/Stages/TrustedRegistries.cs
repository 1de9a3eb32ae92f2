using System.Collections.Immutable;
using System.IO.Enumeration;

namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>
/// Where images may come from: registries (<c>mcr.microsoft.com</c>, <c>*.example.com</c>), or a part of one (<c>docker.io/library</c>). What names no
/// registry is on <c>docker.io</c>.
/// </summary>
internal static class TrustedRegistries
{
    private const string DockerHub = "docker.io";

    /// <summary>The registry of an image, by its usual name.</summary>
    public static string RegistryOf(ImageReference image) => image.Registry is null or "index.docker.io" or "registry-1.docker.io" ? DockerHub : image.Registry;

    /// <summary>True when one of the names covers the image.</summary>
    public static bool Trust(ImmutableArray<string> trusted, ImageReference image)
    {
        var registry = RegistryOf(image);
        var repository = registry == DockerHub && !image.Repository.Contains('/', StringComparison.Ordinal) ? $"library/{image.Repository}" : image.Repository;
        return trusted.Any(name => name.Contains('/', StringComparison.Ordinal) ? Covers(name.TrimEnd('/'), $"{registry}/{repository}") : Matches(name, registry));
    }

    private static bool Covers(string name, string image) => Matches(name, image) || Matches(name + "/*", image);

    private static bool Matches(string name, string text) => FileSystemName.MatchesSimpleExpression(name, text);
}
