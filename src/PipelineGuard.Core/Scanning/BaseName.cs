using PipelineGuard.Images.Sources;
using PipelineGuard.Images.Sources.Registries;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>The name of a base image, in the spelling of whoever names it, so that other tags of it are named alike.</summary>
/// <param name="Text">The name.</param>
/// <param name="Reference">The name taken apart.</param>
internal sealed record BaseName(string Text, RegistryReference Reference)
{
    /// <summary>Reads what a report says; null for what no registry has: a path, a name with unknown variables.</summary>
    public static BaseName? Of(string text)
    {
        var name = TargetName.Parse(text);
        bool isName = name.Kind is null or TargetName.Registry && !name.LooksLikeFile && !Path.Exists(name.Path);
        return isName && RegistryReference.TryParse(name.Path, out var reference) ? new(name.Path, reference) : null;
    }

    /// <summary>The name that a target of the kinds that have one goes by; null for files.</summary>
    public static BaseName? Of(TargetReport target) =>
        target.Kind is TargetName.Registry or TargetName.Docker or TargetName.Podman && RegistryReference.TryParse(TargetName.Parse(target.Name).Path, out var reference)
            ? new(TargetName.Parse(target.Name).Path, reference)
            : null;

    /// <summary>The same image with another tag.</summary>
    public string WithTag(string tag) => $"{Repository}:{tag}";

    /// <summary>The same image by a digest.</summary>
    public string WithDigest(string digest) => $"{Repository}@{digest}";

    // Everything before the tag: a colon before the last slash belongs to the host.
    private string Repository
    {
        get
        {
            var name = Text.Split('@')[0];
            int colon = name.LastIndexOf(':');
            return colon > name.LastIndexOf('/') ? name[..colon] : name;
        }
    }
}
