using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Python;

/// <summary>Lists installed Python packages: wheels (<c>*.dist-info</c>), and what setuptools and distutils leave (<c>*.egg-info</c>, folder or file).</summary>
internal sealed class PythonCataloger : IPackageCataloger
{
    public string Name => "python";

    public bool Wants(ReadOnlySpan<char> path) =>
        path.EndsWith(".dist-info/METADATA", StringComparison.Ordinal)
        || path.EndsWith(".egg-info/PKG-INFO", StringComparison.Ordinal)
        || path.EndsWith("/EGG-INFO/PKG-INFO", StringComparison.Ordinal)
        || path.EndsWith(".egg-info", StringComparison.Ordinal);

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage)
    {
        var metadata = PythonMetadata.Parse(file.Content.Span);
        if (metadata is { Name: { Length: > 0 } name, Version: { Length: > 0 } version })
            yield return new(PackageType.PyPI, name, version) { Licenses = Plausibility.Licenses(metadata.Licenses), FoundIn = file.Path };
        else
            damage.Add(line: null, "The metadata has no name or no version.");
    }
}
