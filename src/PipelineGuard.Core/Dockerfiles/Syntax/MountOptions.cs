namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>The keys of <c>RUN --mount</c> (Dockerfile reference; BuildKit, commands_runmount.go), and those that only Podman takes.</summary>
internal static class MountOptions
{
    private static readonly string[] Types = ["bind", "cache", "tmpfs", "secret", "ssh"];

    private static readonly string[] Keys =
    [
        "type", "from", "source", "target", "readonly", "readwrite", "id", "sharing", "required", "size", "mode", "uid", "gid", "env",
        "src", "dst", "destination", "ro", "rw",
    ];

    private static readonly string[] PodmanKeys =
        ["z", "u", "chown", "shared", "private", "bind-propagation", "bind-nonrecursive", "relabel", "notmpcopyup", "tmpcopyup", "tmpfs-size", "tmpfs-mode"];

    private static readonly string[] WithoutValue = ["readonly", "ro", "readwrite", "rw", "required"];

    /// <summary>The first thing that a builder would refuse; null when there is none. Variables may hold anything.</summary>
    public static string? Mistake(Flag flag)
    {
        foreach (var (key, value) in flag.Options)
        {
            if (key.Contains('$', StringComparison.Ordinal) || PodmanKeys.Contains(key)) continue;
            if (!Keys.Contains(key)) return $"'--mount' knows no key {SyntaxProblems.Quote(key)}, only {string.Join(", ", Keys)}.";
            if (value is null && !WithoutValue.Contains(key)) return $"Key '{key}' of '--mount' needs a value behind an equals sign.";
            if (key == "type" && !value!.Contains('$', StringComparison.Ordinal) && !Types.Contains(value, StringComparer.OrdinalIgnoreCase))
                return $"A mount is of type {string.Join(", ", Types)}, not {SyntaxProblems.Quote(value)}.";
        }
        return null;
    }
}
