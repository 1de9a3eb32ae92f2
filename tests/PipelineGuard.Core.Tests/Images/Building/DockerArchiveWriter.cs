using System.Text.Json.Nodes;

namespace PipelineGuard.Images.Building;

/// <summary>Writes test images as <c>docker save</c> does (Docker image spec v1.2, "Combined Image JSON + Filesystem Changeset Format").</summary>
internal static class DockerArchiveWriter
{
    /// <summary>The layout up to Docker 24. Several images share one archive when several are given.</summary>
    public static byte[] Write(params ReadOnlySpan<TestImage> images)
    {
        var files = new List<(string, byte[])>();
        var manifest = new JsonArray();
        foreach (var image in images) manifest.Add(Add(files, image));
        files.Add(("manifest.json", ImageJson.Bytes(manifest)));
        files.Add(("repositories", "{}"u8.ToArray()));
        return TestTar.WriteFiles(files);
    }

    /// <summary>The layout since Docker 25: the blobs of an OCI layout, and a manifest.json that names them by path.</summary>
    public static byte[] WriteWithOciLayout(TestImage image)
    {
        var layout = OciLayoutWriter.Write(image);
        var manifest = new JsonObject
        {
            ["Config"] = BlobPath(ImageJson.Config(image)),
            ["RepoTags"] = ImageJson.Array([image.Reference]),
            ["Layers"] = ImageJson.Array(image.Layers.Select(layer => BlobPath(layer.ChangeBlob(TestCompression.Compress(layer.Tar(), layer.Compression))))),
        };
        layout.AddFile("manifest.json", ImageJson.Bytes(new JsonArray(manifest)));
        return layout.ToTar();
    }

    private static JsonObject Add(List<(string, byte[])> files, TestImage image)
    {
        var config = ImageJson.Config(image);
        var configName = TestLayer.DigestOf(config)["sha256:".Length..] + ".json";
        var layers = new List<string>();
        foreach (var layer in image.Layers)
        {
            var blob = layer.ChangeBlob(layer.Tar());
            var folder = TestLayer.DigestOf([.. blob, (byte)layers.Count])["sha256:".Length..];
            layers.Add(folder + "/layer.tar");
            files.Add((folder + "/VERSION", "1.0"u8.ToArray()));
            if (!layer.Missing) files.Add((layers[^1], blob));
        }
        files.Add((configName, config));
        return new() { ["Config"] = configName, ["RepoTags"] = ImageJson.Array([image.Reference]), ["Layers"] = ImageJson.Array(layers) };
    }

    private static string BlobPath(byte[] content) => "blobs/sha256/" + TestLayer.DigestOf(content)["sha256:".Length..];
}
