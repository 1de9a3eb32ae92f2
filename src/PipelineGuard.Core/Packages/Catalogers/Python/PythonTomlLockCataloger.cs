using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Python;

/// <summary>Lists what <c>poetry.lock</c>, <c>pdm.lock</c> and <c>uv.lock</c> declare, without what is for development only.</summary>
internal sealed class PythonTomlLockCataloger : IPackageCataloger
{
    public string Name => "python-lock";

    public bool Wants(ReadOnlySpan<char> path) =>
        LockFilePath.Is(path, "poetry.lock") || LockFilePath.Is(path, "uv.lock") || LockFilePath.Is(path, "pdm.lock");

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage) => PythonTomlLock.Read(file.Content.Span, file.Path, damage);
}
