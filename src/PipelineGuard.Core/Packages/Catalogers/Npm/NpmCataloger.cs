using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Npm;

/// <summary>Lists the packages installed below <c>node_modules</c>, from the <c>package.json</c> of each.</summary>
internal sealed class NpmCataloger : IPackageCataloger
{
    public string Name => "npm";

    public bool Wants(ReadOnlySpan<char> path) => NodeModulesPath.IsInstalledPackage(path);

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage)
    {
        var manifest = NpmManifest.Parse(file.Content.Span);
        if (manifest.DamagedLine is { } line) damage.Add(line, "The text is not JSON from here on.");
        // The registry takes no package without a name and a version: one without is private, and no advisory can speak about it.
        if (manifest is not { Name: { Length: > 0 } name, Version: { Length: > 0 } version }) yield break;
        yield return new(PackageType.Npm, name, version)
        {
            Licenses = Plausibility.Licenses(manifest.Licenses),
            DependsOn = [.. manifest.DependsOn],
            FoundIn = file.Path,
        };
    }
}
