using System.Collections.Immutable;
using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>How containers of an image run, and how it was made (OCI image spec, config.md; Docker image spec v1.2 for the rest).</summary>
public sealed record ImageConfig
{
    /// <summary>A config that says nothing, as a root file system has.</summary>
    public static ImageConfig Empty { get; } = new();

    /// <summary>The user the process runs as; null or empty means root.</summary>
    public string? User { get; init; }

    /// <summary>Environment, each <c>NAME=value</c>.</summary>
    public ImmutableArray<string> Env { get; init; } = [];

    /// <summary>What is run, in front of <see cref="Cmd"/>; empty when not set.</summary>
    public ImmutableArray<string> Entrypoint { get; init; } = [];

    /// <summary>Default arguments, or the command; empty when not set.</summary>
    public ImmutableArray<string> Cmd { get; init; } = [];

    /// <summary>Ports, each <c>port/protocol</c>, in order of text.</summary>
    public ImmutableArray<string> ExposedPorts { get; init; } = [];

    /// <summary>Mount points, in order of text.</summary>
    public ImmutableArray<string> Volumes { get; init; } = [];

    /// <summary>Where the process starts; null means the root.</summary>
    public string? WorkingDir { get; init; }

    /// <summary>Labels, in order of text.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Annotations of the manifest (OCI image spec, annotations.md), in order of text; empty where the image has no manifest.</summary>
    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What the image says of itself by a key such as <c>org.opencontainers.image.base.name</c>: as a label, else as an annotation; null when it does not.</summary>
    internal string? Said(string key) => (Labels.GetValueOrDefault(key) ?? Annotations.GetValueOrDefault(key))?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The health check; null when there is none.</summary>
    public Healthcheck? Healthcheck { get; init; }

    /// <summary>The signal that stops the process; null means SIGTERM.</summary>
    public string? StopSignal { get; init; }

    /// <summary>The shell of shell-form instructions; empty when not set.</summary>
    public ImmutableArray<string> Shell { get; init; } = [];

    /// <summary>Instructions left for images built on this one.</summary>
    public ImmutableArray<string> OnBuild { get; init; } = [];

    /// <summary>When the image was made; null when not stated.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Who made it; null when not stated.</summary>
    public string? Author { get; init; }

    /// <summary>How it was made, oldest first.</summary>
    public ImmutableArray<HistoryEntry> History { get; init; } = [];

    /// <summary>Digests of the uncompressed layers, bottom first; null where one is not a digest that we can verify.</summary>
    public ImmutableArray<Digest?> DiffIds { get; init; } = [];
}

/// <summary>One step in the making of an image.</summary>
/// <param name="CreatedBy">The instruction; null when not stated.</param>
/// <param name="EmptyLayer">True when it made no layer.</param>
public sealed record HistoryEntry(string? CreatedBy, bool EmptyLayer)
{
    /// <summary>When; null when not stated.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>A remark, such as <c>buildkit.dockerfile.v0</c>; null when there is none.</summary>
    public string? Comment { get; init; }
}

/// <summary>How a container's health is checked.</summary>
/// <param name="Test"><c>CMD</c> or <c>CMD-SHELL</c> with arguments; <c>NONE</c> switches an inherited check off.</param>
public sealed record Healthcheck(ImmutableArray<string> Test)
{
    /// <summary>Time between two checks; null means the engine's default.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Time one check may take; null means the engine's default.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Failures until the container counts as unhealthy; null means the engine's default.</summary>
    public int? Retries { get; init; }
}
