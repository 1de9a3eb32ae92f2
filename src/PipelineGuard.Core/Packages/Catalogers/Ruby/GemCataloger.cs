using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Ruby;

/// <summary>Lists installed gems, from the specification that RubyGems keeps of each (<c>specifications/NAME-VERSION.gemspec</c>).</summary>
internal sealed class GemCataloger : IPackageCataloger
{
    private const string Folder = "specifications/";

    public string Name => "gem";

    public bool Wants(ReadOnlySpan<char> path)
    {
        if (!path.EndsWith(".gemspec", StringComparison.Ordinal)) return false;
        var folder = path[..(path.LastIndexOf('/') + 1)];
        if (folder.EndsWith("/default/", StringComparison.Ordinal)) folder = folder[..^"default/".Length];
        return folder.EndsWith(Folder, StringComparison.Ordinal) && (folder.Length == Folder.Length || folder[^(Folder.Length + 1)] == '/');
    }

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage)
    {
        var specification = GemSpecification.Parse(file.Content.Span);
        if (specification is { Name: { Length: > 0 } name, Version: { Length: > 0 } version })
        {
            yield return new(PackageType.Gem, name, version)
            {
                Licenses = Plausibility.Licenses(specification.Licenses),
                DependsOn = [.. specification.DependsOn.Distinct()],
                FoundIn = file.Path,
            };
        }
        else
        {
            damage.Add(line: null, "The specification has no name or no version that can be read without running it.");
        }
    }
}
