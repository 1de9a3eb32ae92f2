using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles.Packaging;

/// <summary>Tells what a <c>RUN</c> leaves behind from what it writes to a mount, which is no part of the layer.</summary>
internal static class CacheMounts
{
    /// <summary>True when a cache or tmpfs mount covers a folder; one without a leading slash is below a home folder.</summary>
    public static bool KeepsOutOfLayer(this RunInstruction run, string folder) =>
        run.Mounts.Any(mount => mount.Type is "cache" or "tmpfs" && mount.Target is { } target && Covers(target.TrimEnd('/'), folder));

    private static bool Covers(string target, string folder)
    {
        // The build decides where it is: trust that its author did.
        if (target.Contains('$', StringComparison.Ordinal)) return true;
        if (folder[0] == '/') return $"{folder}/".StartsWith($"{target}/", StringComparison.Ordinal);
        // /root/.cache/pip, /home/app/.cache, and deeper ones such as /root/.npm/_cacache.
        var first = folder.Split('/')[0];
        return $"{target}/".Contains($"/{first}/", StringComparison.Ordinal);
    }
}
