using System.Text.Json;
using System.Text.Json.Nodes;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Building;

/// <summary>The JSON documents of a test image.</summary>
internal static class ImageJson
{
    /// <summary>The image config (OCI image spec, config.md), which Docker's archives share.</summary>
    public static byte[] Config(TestImage image) => Bytes(new JsonObject
    {
        ["architecture"] = image.Architecture,
        ["os"] = image.OperatingSystem,
        ["variant"] = image.Variant,
        ["created"] = "2024-01-02T03:04:05.678Z",
        ["config"] = Settings(image.Settings),
        ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = Array(image.Layers.Select(layer => layer.DiffId())) },
        ["history"] = new JsonArray([.. image.History.Select(History)]),
    });

    /// <summary>A descriptor of some content (OCI image spec, descriptor.md).</summary>
    public static JsonObject Descriptor(string mediaType, byte[] content) =>
        new() { ["mediaType"] = mediaType, ["digest"] = TestLayer.DigestOf(content), ["size"] = content.Length };

    /// <summary>The media type of a layer compressed like this.</summary>
    public static string LayerMediaType(Compression compression) => compression switch
    {
        Compression.None => "application/vnd.oci.image.layer.v1.tar",
        Compression.Gzip => "application/vnd.oci.image.layer.v1.tar+gzip",
        Compression.Zstd => "application/vnd.oci.image.layer.v1.tar+zstd",
    };

    public static byte[] Bytes(JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node);

    public static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static JsonObject Settings(TestImageConfig config)
    {
        var json = new JsonObject { ["Env"] = Array(config.Env) };
        if (config.User is { } user) json["User"] = user;
        if (config.Entrypoint is { } entrypoint) json["Entrypoint"] = Array(entrypoint);
        if (config.Cmd is { } command) json["Cmd"] = Array(command);
        if (config.WorkingDir is { } folder) json["WorkingDir"] = folder;
        if (config.ExposedPorts.Count > 0) json["ExposedPorts"] = Set(config.ExposedPorts);
        if (config.Volumes.Count > 0) json["Volumes"] = Set(config.Volumes);
        if (config.Labels.Count > 0) json["Labels"] = new JsonObject(config.Labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value)));
        if (config.Healthcheck is { } check) json["Healthcheck"] = new JsonObject { ["Test"] = Array(check), ["Interval"] = 30_000_000_000 };
        if (config.OnBuild.Count > 0) json["OnBuild"] = Array(config.OnBuild);
        return json;
    }

    private static JsonObject Set(IEnumerable<string> names) => new(names.Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonObject())));

    private static JsonObject History(TestHistory entry)
    {
        var json = new JsonObject { ["created"] = "2024-01-02T03:04:05.678Z", ["created_by"] = entry.CreatedBy };
        if (entry.EmptyLayer) json["empty_layer"] = true;
        return json;
    }
}
