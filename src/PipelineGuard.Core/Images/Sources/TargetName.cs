namespace PipelineGuard.Images.Sources;

/// <summary>A target as the user spelled it: <c>[kind:]path[#name]</c>, or <c>[kind:]image</c>.</summary>
/// <param name="Text">All of it.</param>
/// <param name="Kind">The kind that was forced; null when the content decides.</param>
/// <param name="Path">The file, directory or image; <c>-</c> for standard input.</param>
/// <param name="Reference">Which of several images; null for the first.</param>
internal sealed record TargetName(string Text, string? Kind, string Path, string? Reference)
{
    /// <summary>What <c>docker save</c> writes.</summary>
    public const string DockerArchive = "docker-archive";

    /// <summary>An OCI image layout in a directory.</summary>
    public const string OciDirectory = "oci-dir";

    /// <summary>An OCI image layout in a tar.</summary>
    public const string OciArchive = "oci-archive";

    /// <summary>A directory that is the root of a file system.</summary>
    public const string RootFileSystem = "rootfs";

    /// <summary>An image of a registry.</summary>
    public const string Registry = "registry";

    /// <summary>An image of a Docker engine.</summary>
    public const string Docker = "docker";

    /// <summary>An image of Podman.</summary>
    public const string Podman = "podman";

    private static readonly string[] Kinds = [DockerArchive, OciDirectory, OciArchive, RootFileSystem, Registry, Docker, Podman];
    private static readonly string[] Extensions = [".tar", ".gz", ".tgz", ".zst", ".zstd", ".oci", ".docker", ".rootfs"];

    /// <summary>True for standard input.</summary>
    public bool IsStandardInput => Path == "-";

    /// <summary>True for what is spelled as only a file is: a registry is not asked for a mistyped one.</summary>
    public bool LooksLikeFile =>
        Path.Length == 0 || Path[0] is '.' or '/' or '~' || Path.Contains('\\', StringComparison.Ordinal)
        || (Path is [var drive, ':', '/', ..] && char.IsAsciiLetter(drive))
        || Array.Exists(Extensions, extension => Path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>Takes a text apart. A <c>#</c> counts only when there is no file of the whole name.</summary>
    public static TargetName Parse(string text)
    {
        var kind = Array.Find(Kinds, kind => text.StartsWith(kind + ':', StringComparison.Ordinal));
        var path = kind is null ? text : text[(kind.Length + 1)..];
        if (kind is Registry or Docker or Podman) return new(text, kind, path, null);
        int hash = path.LastIndexOf('#');
        return hash > 0 && !System.IO.Path.Exists(path) ? new(text, kind, path[..hash], path[(hash + 1)..]) : new(text, kind, path, null);
    }

    /// <summary>The name without folder, extensions, tag and digest; of standard input, that of the image in it.</summary>
    /// <param name="recorded">The name recorded in the image; null when there is none.</param>
    public string Logical(string? recorded)
    {
        if (IsStandardInput || Reference is not null) return recorded is null ? "stdin" : WithoutTag(Reference ?? recorded);
        var name = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(Path)));
        while (Array.Find(Extensions, extension => name.Length > extension.Length && name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) is { } extension)
        {
            name = name[..^extension.Length];
        }
        return name.Length > 0 ? name : "root";
    }

    // "registry:5000/team/shop:1.0@sha256:..." is "shop".
    private static string WithoutTag(string reference)
    {
        var name = reference.Split('@')[0];
        name = name[(name.LastIndexOf('/') + 1)..];
        return name.Split(':')[0];
    }
}
