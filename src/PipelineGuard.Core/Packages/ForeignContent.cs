using PipelineGuard.Images;

namespace PipelineGuard.Packages;

/// <summary>
/// What lies in packages of dpkg that the distribution did not build. No advisories are about such a package, but there may be some about the
/// program in it, such as the <c>node</c> of NodeSource's package, or about its Go modules.
/// </summary>
internal sealed class ForeignContent
{
    private readonly Dictionary<string, Package> _foreign = new(StringComparer.Ordinal);
    private readonly HashSet<string> _judged = new(StringComparer.Ordinal);

    /// <param name="system">The packages of the operating system's package manager.</param>
    /// <param name="distribution">The operating system; null when unknown.</param>
    /// <param name="files">The files of all layers, bottom first.</param>
    /// <param name="resolve">Follows links of the final file system.</param>
    public ForeignContent(IEnumerable<Package> system, Distribution? distribution, IReadOnlyList<LayerFile> files, Func<ImagePath, ImagePath> resolve)
    {
        foreach (var package in system.Where(package => package.Type == PackageType.Deb && ForeignPackages.Includes(package, distribution))) _foreign[package.Name] = package;
        if (_foreign.Count == 0) return;
        var known = files.Where(file => file.Visible && file.Content.Packages.Any(package => package.Type.OsvEcosystem is not null)).Select(file => file.Path).ToHashSet();
        foreach (var list in files.Where(file => file.Visible && IsListed(file)))
        {
            // A package without any program, such as one that only asks for others, has nothing to judge.
            if (list.Content.Owned.IsEmpty || list.Content.Owned.Any(path => known.Contains(resolve(path)))) _judged.Add(SourceOf(_foreign[DpkgFileLists.OwnerOf(list.Path.Value)!]));
        }
    }

    /// <summary>True for a list of the files of such a package.</summary>
    public bool IsListed(LayerFile file) => _foreign.Count > 0 && DpkgFileLists.OwnerOf(file.Path.Value) is { } name && _foreign.ContainsKey(name);

    /// <summary>True for such a package whose own programs, or those of another package from the same source, are judged by what they are.</summary>
    public bool Judges(Package package) => package.Type == PackageType.Deb && _judged.Contains(SourceOf(package));

    private static string SourceOf(Package package) => package.SourceName ?? package.Name;
}
