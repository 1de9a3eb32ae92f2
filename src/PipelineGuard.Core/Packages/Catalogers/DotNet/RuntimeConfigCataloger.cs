using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.DotNet;

/// <summary>Lists the shared frameworks that a .NET application asks for; which versions it gets is seen when the whole image is known.</summary>
internal sealed class RuntimeConfigCataloger : IPackageCataloger
{
    public string Name => "dotnet-runtimeconfig";

    public bool Wants(ReadOnlySpan<char> path) => path.EndsWith(".runtimeconfig.json", StringComparison.Ordinal);

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage) => Read(file.Content.Span, file.Path, damage);

    /// <summary>The same for a configuration that stands inside another file.</summary>
    public static IEnumerable<Package> Read(ReadOnlySpan<byte> json, ImagePath foundIn, DamageLog damage)
    {
        var config = RuntimeConfigJson.Parse(json);
        if (config.DamagedLine is { } line) damage.Add(line, "From here on the text is not JSON, or it names more frameworks than any application needs.");
        return config.Frameworks.Select(framework =>
            new Package(PackageType.NuGet, framework.Name, framework.Version) { FoundIn = foundIn, Request = new(framework.RollForward) });
    }
}
