using System.Collections.Immutable;
using System.Text.Json;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources;

/// <summary>Reads an image config (OCI image spec, config.md; the same document in Docker's archives).</summary>
internal static class ConfigReader
{
    private const long NanosecondsPerTick = 100;

    /// <summary>What the document says; odd members count as absent, as they concern single rules only.</summary>
    public static ImageConfig Read(JsonElement json)
    {
        var config = json.Object("config") ?? default;
        return new()
        {
            User = config.Text("User"),
            Env = config.Texts("Env"),
            Entrypoint = config.Texts("Entrypoint"),
            Cmd = config.Texts("Cmd"),
            ExposedPorts = config.Names("ExposedPorts"),
            Volumes = config.Names("Volumes"),
            WorkingDir = config.Text("WorkingDir") is { Length: > 0 } folder ? folder : null,
            Labels = Notes(config.Object("Labels")),
            Healthcheck = config.Object("Healthcheck") is { } check ? Health(check) : null,
            StopSignal = config.Text("StopSignal"),
            Shell = config.Texts("Shell"),
            OnBuild = config.Texts("OnBuild"),
            Created = json.Time("created"),
            Author = json.Text("author"),
            History = [.. json.Items("history").Select(History)],
            DiffIds = [.. (json.Object("rootfs") ?? default).Items("diff_ids").Select(DiffId)],
        };
    }

    /// <summary>What the image runs on; null when not stated.</summary>
    public static Platform? Platform(JsonElement json) =>
        json.Text("os") is { Length: > 0 } system && json.Text("architecture") is { Length: > 0 } architecture
            && Images.Platform.TryParse($"{system}/{architecture}{(json.Text("variant") is { Length: > 0 } variant ? "/" + variant : "")}", out var platform)
            ? platform
            : null;

    private static Digest? DiffId(JsonElement item) =>
        Digest.TryParse(item.Text(), out var digest) ? digest : null;

    private static HistoryEntry History(JsonElement entry) => new(entry.Text("created_by"), entry.IsTrue("empty_layer"))
    {
        Created = entry.Time("created"),
        Comment = entry.Text("comment"),
    };

    private static Healthcheck Health(JsonElement check) => new(check.Texts("Test"))
    {
        Interval = Duration(check.Number("Interval")),
        Timeout = Duration(check.Number("Timeout")),
        Retries = check.Number("Retries") is { } retries and > 0 and <= int.MaxValue ? (int)retries : null,
    };

    // Nanoseconds; 0 means "inherit".
    private static TimeSpan? Duration(long? nanoseconds) => nanoseconds is > 0 ? TimeSpan.FromTicks(nanoseconds.Value / NanosecondsPerTick) : null;

    /// <summary>Labels or annotations: the members that are texts.</summary>
    public static ImmutableSortedDictionary<string, string> Notes(JsonElement? labels)
    {
        var result = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (labels is not { } members) return result.ToImmutable();
        foreach (var label in members.EnumerateObject())
        {
            if (label.Name() is { } name && label.Value.Text() is { } value) result[name] = value;
        }
        return result.ToImmutable();
    }
}
