using System.Text.Json;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Npm;

/// <summary>
/// Lists what <c>bun.lock</c> declares, without what is for development only. Bun's older binary <c>bun.lockb</c> is not read:
/// <see cref="UnsupportedDatabases"/> knows it.
/// </summary>
internal sealed class BunLockCataloger : IPackageCataloger
{
    public string Name => "bun-lock";

    public bool Wants(ReadOnlySpan<char> path) => LockFilePath.Is(path, "bun.lock");

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage) =>
        JsonRecord.Read(file, damage, (ref Utf8JsonReader reader, List<Package> packages) => packages.AddRange(BunLock.Read(ref reader, file.Path)));
}
