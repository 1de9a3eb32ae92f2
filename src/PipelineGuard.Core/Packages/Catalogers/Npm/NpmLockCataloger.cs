using System.Text.Json;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Npm;

/// <summary>
/// Lists what npm's lock files declare (npm documentation, "package-lock.json"), lockfile versions 1 to 3, without what is for
/// development only. The hidden one below <c>node_modules</c> has the same form.
/// </summary>
internal sealed class NpmLockCataloger : IPackageCataloger
{
    private const string Hidden = "node_modules/.package-lock.json";

    public string Name => "npm-lock";

    public bool Wants(ReadOnlySpan<char> path) =>
        LockFilePath.Is(path, "package-lock.json") || LockFilePath.Is(path, "npm-shrinkwrap.json")
        || (path.EndsWith(Hidden, StringComparison.Ordinal) && LockFilePath.Is(path[..^Hidden.Length].TrimEnd('/'), ""));

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage) =>
        JsonRecord.Read(file, damage, (ref Utf8JsonReader reader, List<Package> packages) => NpmLock.Read(ref reader, packages, file.Path));
}
