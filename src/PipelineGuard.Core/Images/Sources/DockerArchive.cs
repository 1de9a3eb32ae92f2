using System.Text.Json;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources;

/// <summary>Reads what <c>docker save</c> writes: <c>manifest.json</c>, configs and plain layers (Docker image spec v1.2).</summary>
/// <param name="files">The archive.</param>
/// <param name="json">Reads its documents.</param>
/// <param name="limits">Bounds layers.</param>
internal sealed class DockerArchive(IImageFiles files, JsonFile json, ReadLimits limits)
{
    /// <summary>True when the files have a manifest as Docker writes it.</summary>
    public static bool IsArchive(IImageFiles files) => files.Find("manifest.json") is not null;

    /// <summary>The images in it, in order.</summary>
    /// <exception cref="GuardException">The manifest is damaged.</exception>
    public IReadOnlyList<JsonElement> Images()
    {
        var manifest = json.TryRead("manifest.json") ?? throw json.Damaged("It has no 'manifest.json'.");
        if (manifest.ValueKind != JsonValueKind.Array || manifest.GetArrayLength() == 0) throw json.Damaged("Its 'manifest.json' lists no image.");
        return [.. manifest.EnumerateArray()];
    }

    /// <summary>What the manifest says about one of them.</summary>
    /// <exception cref="GuardException">The config is missing or damaged.</exception>
    public ImageManifest Open(JsonElement image)
    {
        var configPath = image.Text("Config") ?? throw json.Damaged("Its 'manifest.json' names no config.");
        var promised = DigestIn(configPath);
        var config = json.Read(configPath, promised);
        var digest = json.DigestOf(configPath);
        var parsed = ConfigReader.Read(config);
        return new(digest, digest, ConfigReader.Platform(config), parsed)
        {
            Layers = LayerBuilder.Build([.. image.Texts("Layers").Select(Reference)], parsed, files, limits, json),
            Reference = image.Texts("RepoTags").FirstOrDefault(),
        };
    }

    // The folders of old archives are named by an id that is no digest of the layer; a blob's path is.
    private static LayerReference Reference(string path) => new(path, path.StartsWith("blobs/sha256/", StringComparison.Ordinal) ? DigestIn(path) : null);

    // Configs are called <digest>.json or blobs/sha256/<digest>.
    private static Digest? DigestIn(string path) =>
        Digest.TryParse("sha256:" + Path.GetFileNameWithoutExtension(path), out var digest) ? digest : null;
}
