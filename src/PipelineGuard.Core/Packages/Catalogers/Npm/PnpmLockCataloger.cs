using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Npm;

/// <summary>Lists what <c>pnpm-lock.yaml</c> declares, without what is for development only.</summary>
internal sealed class PnpmLockCataloger : IPackageCataloger
{
    public string Name => "pnpm-lock";

    public bool Wants(ReadOnlySpan<char> path) => LockFilePath.Is(path, "pnpm-lock.yaml");

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage) => PnpmLock.Read(file.Content.Span, file.Path);
}
