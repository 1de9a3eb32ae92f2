using NuGet.Versioning;

namespace PipelineGuard.Versions;

/// <summary>The order of NuGet, by NuGet's own library: up to four numbers, labels without regard to case, build metadata does not count.</summary>
internal sealed class NuGetVersions : IVersionScheme
{
    public string Name => "nuget";

    public bool IsValid(string version) => NuGetVersion.TryParse(version, out _);

    public int Compare(string left, string right)
    {
        var leftIsReadable = NuGetVersion.TryParse(left, out var l);
        var rightIsReadable = NuGetVersion.TryParse(right, out var r);
        return leftIsReadable && rightIsReadable
            ? VersionComparer.VersionRelease.Compare(l, r)
            : UnreadableVersions.Compare(left, leftIsReadable, right, rightIsReadable);
    }
}
