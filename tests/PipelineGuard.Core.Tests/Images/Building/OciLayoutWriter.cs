using System.Text;
using System.Text.Json.Nodes;

namespace PipelineGuard.Images.Building;

/// <summary>The files of an OCI image layout, by path, in the order they are written.</summary>
internal sealed class OciLayout
{
    private readonly List<(string Path, byte[] Content)> _files = [("oci-layout", Encoding.UTF8.GetBytes("""{"imageLayoutVersion":"1.0.0"}"""))];

    public IReadOnlyList<(string Path, byte[] Content)> Files => _files;

    public string AddBlob(byte[] content)
    {
        var digest = TestLayer.DigestOf(content);
        var path = "blobs/sha256/" + digest["sha256:".Length..];
        if (_files.All(file => file.Path != path)) _files.Add((path, content));
        return digest;
    }

    public void AddFile(string path, byte[] content) => _files.Add((path, content));

    public void Remove(string digest) => _files.RemoveAll(file => file.Path.EndsWith(digest["sha256:".Length..], StringComparison.Ordinal));

    public byte[] ToTar() => TestTar.WriteFiles(_files);

    public void WriteTo(string folder)
    {
        foreach (var (path, content) in _files)
        {
            var file = System.IO.Path.Combine(folder, path);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
    }
}

/// <summary>Writes test images as an OCI image layout (OCI image spec, image-layout.md).</summary>
internal static class OciLayoutWriter
{
    public const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    public const string IndexType = "application/vnd.oci.image.index.v1+json";
    private const string ConfigType = "application/vnd.oci.image.config.v1+json";

    /// <summary>A layout that holds one image.</summary>
    public static OciLayout Write(TestImage image)
    {
        var layout = new OciLayout();
        layout.AddFile("index.json", Index([Manifest(layout, image, withPlatform: false)]));
        return layout;
    }

    /// <summary>A layout whose only top entry is an index over the images, one for each platform, as buildx writes it.</summary>
    public static OciLayout WriteMultiPlatform(params ReadOnlySpan<TestImage> images)
    {
        var layout = new OciLayout();
        var manifests = new List<JsonObject>();
        foreach (var image in images) manifests.Add(Manifest(layout, image, withPlatform: true));
        manifests.Add(Attestation(layout, manifests[0]["digest"]!.GetValue<string>()));
        var nested = Index(manifests);
        layout.AddBlob(nested);
        layout.AddFile("index.json", Index([ImageJson.Descriptor(IndexType, nested)]));
        return layout;
    }

    /// <summary>Adds the image's blobs and returns the descriptor of its manifest.</summary>
    public static JsonObject Manifest(OciLayout layout, TestImage image, bool withPlatform)
    {
        var config = ImageJson.Config(image);
        layout.AddBlob(config);
        var document = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = ManifestType,
            ["config"] = ImageJson.Descriptor(ConfigType, config),
            ["layers"] = new JsonArray([.. image.Layers.Select(layer => Layer(layout, layer))]),
        };
        if (image.Settings.Annotations.Count > 0) document["annotations"] = new JsonObject(image.Settings.Annotations.Select(note => KeyValuePair.Create(note.Key, (JsonNode?)note.Value)));
        var manifest = ImageJson.Bytes(document);
        layout.AddBlob(manifest);
        var descriptor = ImageJson.Descriptor(ManifestType, manifest);
        descriptor["annotations"] = new JsonObject
        {
            ["org.opencontainers.image.ref.name"] = image.Reference[(image.Reference.LastIndexOf(':') + 1)..],
            ["io.containerd.image.name"] = image.Reference,
        };
        if (withPlatform) descriptor["platform"] = new JsonObject { ["os"] = image.OperatingSystem, ["architecture"] = image.Architecture, ["variant"] = image.Variant };
        return descriptor;
    }

    public static byte[] Index(IEnumerable<JsonObject> manifests) => ImageJson.Bytes(new JsonObject
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = IndexType,
        ["manifests"] = new JsonArray([.. manifests]),
    });

    private static JsonObject Layer(OciLayout layout, TestLayer layer)
    {
        var blob = layer.ChangeBlob(TestCompression.Compress(layer.Tar(), layer.Compression));
        var digest = layout.AddBlob(blob);
        var descriptor = ImageJson.Descriptor(layer.MediaType ?? ImageJson.LayerMediaType(layer.Compression), blob);
        if (layer.WrongDigest)
        {
            descriptor["digest"] = TestLayer.DigestOf([.. blob, 0]);
            layout.AddFile("blobs/sha256/" + descriptor["digest"]!.GetValue<string>()["sha256:".Length..], blob);
        }
        if (layer.Missing) layout.Remove(digest);
        return descriptor;
    }

    private static JsonObject Attestation(OciLayout layout, string subject)
    {
        var manifest = Encoding.UTF8.GetBytes("""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","layers":[]}""");
        layout.AddBlob(manifest);
        var descriptor = ImageJson.Descriptor(ManifestType, manifest);
        descriptor["platform"] = new JsonObject { ["os"] = "unknown", ["architecture"] = "unknown" };
        descriptor["annotations"] = new JsonObject { ["vnd.docker.reference.type"] = "attestation-manifest", ["vnd.docker.reference.digest"] = subject };
        return descriptor;
    }
}
