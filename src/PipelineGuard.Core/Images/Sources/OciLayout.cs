using System.Text.Json;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources;

/// <summary>One image that a layout offers.</summary>
/// <param name="Descriptor">What the index says about it.</param>
/// <param name="Platform">Its platform; null when the index does not say.</param>
internal sealed record OfferedImage(JsonElement Descriptor, Platform? Platform)
{
    /// <summary>The names it was given; a top-level index may name it.</summary>
    public required IReadOnlyList<string> References { get; init; }

    /// <summary>Digest of what a name stands for: of the outermost index that holds it, or its own.</summary>
    public Digest? Top { get; init; }
}

/// <summary>Reads an OCI image layout (OCI image spec, image-layout.md, image-index.md, manifest.md), as a directory or in a tar.</summary>
/// <param name="files">The layout's files.</param>
/// <param name="json">Reads its documents.</param>
/// <param name="limits">Bounds nesting and layers.</param>
internal sealed class OciLayout(IImageFiles files, JsonFile json, ReadLimits limits)
{
    /// <summary>The annotation with an image's name (OCI image spec, annotations.md).</summary>
    public const string RefName = "org.opencontainers.image.ref.name";
    private const string ContainerdName = "io.containerd.image.name";

    private readonly HashSet<Digest> _opened = [];

    /// <summary>True when the files are an OCI layout.</summary>
    public static bool IsLayout(IImageFiles files) => files.Find("oci-layout") is not null && files.Find("index.json") is not null;

    /// <summary>All images it holds, in order; attestations are none.</summary>
    /// <exception cref="GuardException">The index is damaged.</exception>
    public IReadOnlyList<OfferedImage> Offers()
    {
        var index = json.TryRead("index.json") ?? throw json.Damaged("It has no 'index.json'.");
        var offers = new List<OfferedImage>();
        _opened.Clear();
        Collect(index, [], null, depth: 0, offers);
        // "docker save" and "skopeo copy" may keep one platform of an index that still lists all.
        var present = offers.Where(offer => offer.Descriptor.Digest("digest") is { } digest && files.Find(JsonFile.BlobPath(digest)) is not null).ToArray();
        if (offers.Count == 0) throw json.Damaged("Its index names no image.");
        return present.Length > 0 ? present : throw json.Damaged("None of the manifests that its index names is there.");
    }

    /// <summary>What the manifest of an offered image says.</summary>
    /// <exception cref="GuardException">Manifest or config are missing or damaged.</exception>
    public ImageManifest Open(OfferedImage offer)
    {
        var digest = DigestOf(offer.Descriptor);
        var manifest = json.Read(digest);
        var configDigest = DigestOf(manifest.Object("config") ?? throw json.Damaged("Its manifest names no config."));
        var config = json.Read(configDigest);
        if (!manifest.TryGetProperty("layers", out var layers) || layers.ValueKind != JsonValueKind.Array) throw json.Damaged("Its manifest lists no layers.");
        var parsed = ConfigReader.Read(config) with { Annotations = ConfigReader.Notes(manifest.Object("annotations")) };
        return new(digest, configDigest, ConfigReader.Platform(config) ?? offer.Platform, parsed)
        {
            Layers = LayerBuilder.Build([.. layers.EnumerateArray().Select(Reference)], parsed, files, limits, json),
            Reference = offer.References is [var first, ..] ? first : null,
            Offered = offer.Top ?? digest,
        };
    }

    private void Collect(JsonElement index, IReadOnlyList<string> references, Digest? top, int depth, List<OfferedImage> offers)
    {
        if (depth > limits.IndexDepth) throw json.Damaged($"Its indexes are nested deeper than {limits.IndexDepth} ({nameof(ReadLimits.IndexDepth)}).");
        foreach (var descriptor in index.Items("manifests"))
        {
            if (IsAttestation(descriptor)) continue;
            var names = Names(descriptor) is { Count: > 0 } own ? own : references;
            var type = descriptor.Text("mediaType");
            if (type is MediaTypes.OciIndex or MediaTypes.DockerIndex) Open(descriptor, names, top, depth, offers);
            else if (type is null or MediaTypes.OciManifest or MediaTypes.DockerManifest) offers.Add(new(descriptor, PlatformOf(descriptor)) { References = names, Top = top });
        }
    }

    // An index met before offers nothing new; so one that contains itself ends.
    private void Open(JsonElement descriptor, IReadOnlyList<string> references, Digest? top, int depth, List<OfferedImage> offers)
    {
        var digest = DigestOf(descriptor);
        if (_opened.Add(digest)) Collect(json.Read(digest), references, top ?? digest, depth + 1, offers);
    }

    private static LayerReference Reference(JsonElement descriptor)
    {
        var type = descriptor.Text("mediaType") ?? "";
        if (descriptor.Digest("digest") is not { } digest) return new(null, null, "Its digest is missing or of a kind that cannot be verified; sha256 is supported.");
        if (type.EndsWith("+encrypted", StringComparison.Ordinal)) return new(null, digest, "It is encrypted.");
        if (!MediaTypes.IsLayer(type)) return new(null, digest, $"Its media type '{type}' is not that of a file system layer.");
        var layer = new LayerReference(JsonFile.BlobPath(digest), digest);
        return MediaTypes.IsForeign(type) ? layer with { WhenMissing = "It is a foreign layer: only its maker hands it out, and it was not saved with the image." } : layer;
    }

    private Digest DigestOf(JsonElement descriptor) =>
        descriptor.Digest("digest") ?? throw json.Damaged($"It names '{descriptor.Text("digest")}', which is no digest that can be verified.");

    private static bool IsAttestation(JsonElement descriptor) =>
        descriptor.Object("annotations")?.Text("vnd.docker.reference.type") is not null
        || PlatformOf(descriptor) is { OperatingSystem: "unknown", Architecture: "unknown" };

    private static Platform? PlatformOf(JsonElement descriptor) => descriptor.Object("platform") is { } platform ? ConfigReader.Platform(platform) : null;

    private static List<string> Names(JsonElement descriptor) =>
        descriptor.Object("annotations") is { } notes ? [.. new[] { notes.Text(ContainerdName), notes.Text(RefName) }.OfType<string>()] : [];
}
