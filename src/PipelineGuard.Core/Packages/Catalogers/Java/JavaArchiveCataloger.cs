using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Java;

/// <summary>Lists the artifacts in Java archives: their own, those shaded into them, and those in archives nested in them.</summary>
internal sealed class JavaArchiveCataloger : IPackageCataloger
{
    public string Name => "java-archive";

    public bool Wants(ReadOnlySpan<char> path) => JarEntries.IsArchive(path);

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage)
    {
        // An empty file is a placeholder; there is nothing in it to miss.
        if (file.Size == 0) return [];
        using var archive = file.OpenStream();
        return new JavaArchiveWalk(file.Path, damage).Read(archive);
    }
}
