using PipelineGuard.Images;

namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>Reads what <c>FROM --platform=</c> asks for, and what names of images tell about theirs.</summary>
internal static class StagePlatform
{
    // Docker Hub's official images for one architecture each (Docker documentation, "Multi-platform images": amd64/debian is a part of debian).
    private static readonly Dictionary<string, Platform> Owners = new(StringComparer.Ordinal)
    {
        ["amd64"] = new("linux", "amd64"),
        ["arm32v5"] = new("linux", "arm", "v5"),
        ["arm32v6"] = new("linux", "arm", "v6"),
        ["arm32v7"] = new("linux", "arm", "v7"),
        ["arm64v8"] = new("linux", "arm64", "v8"),
        ["i386"] = new("linux", "386"),
        ["mips64le"] = new("linux", "mips64le"),
        ["ppc64le"] = new("linux", "ppc64le"),
        ["riscv64"] = new("linux", "riscv64"),
        ["s390x"] = new("linux", "s390x"),
    };

    // What the last part of a tag says: 10.0-noble-arm64v8, 1.2-linux-amd64.
    private static readonly Dictionary<string, Platform> TagEnds = new(Owners, StringComparer.Ordinal)
    {
        ["arm64"] = new("linux", "arm64"),
        ["aarch64"] = new("linux", "arm64"),
        ["x86_64"] = new("linux", "amd64"),
        ["armv6"] = new("linux", "arm", "v6"),
        ["armv7"] = new("linux", "arm", "v7"),
    };

    /// <summary>The text behind <c>--platform=</c> with the defaults of its variables; null when there is none, or only the build knows it.</summary>
    public static string? TextOf(Stage stage) => stage.Platform is { } written ? stage.From.Scope.Expand(written) : null;

    /// <summary>The platform that the stage asks for; null when it asks for none, or only the build knows which.</summary>
    public static Platform? AskedBy(Stage stage) => Platform.TryParse(TextOf(stage), out var platform) ? WithVariant(platform) : null;

    /// <summary>The platform that an image's name tells; null when it tells none.</summary>
    public static Platform? ToldBy(ImageReference image)
    {
        if (WindowsImage.IsNamed(image)) return new("windows", "amd64");
        bool isHub = image.Registry is null or "docker.io" or "index.docker.io";
        if (isHub && image.Repository.Split('/') is [var owner, _] && Owners.TryGetValue(owner, out var ofOwner)) return ofOwner;
        return image.Tag is { } tag && tag.LastIndexOf('-') is var at and > 0 && TagEnds.TryGetValue(tag[(at + 1)..], out var ofTag) ? ofTag : null;
    }

    // What builders take "linux/arm" for (containerd, platform normalization).
    private static Platform WithVariant(Platform asked) => asked is { Architecture: "arm", Variant: null } ? asked with { Variant = "v7" } : asked;
}
