namespace PipelineGuard.Packages.DotNet;

/// <summary>The assemblies that the <c>.deps.json</c> of applications name.</summary>
internal sealed class ListedAssemblies
{
    // By folder of the application.
    private readonly Dictionary<string, HashSet<string>> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>>.AlternateLookup<ReadOnlySpan<char>> _folders;

    /// <param name="found">All that the files of the final file system record.</param>
    public ListedAssemblies(IEnumerable<Package> found)
    {
        _folders = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var package in found)
        {
            if (package.Deployed is not { Assemblies: { IsEmpty: false } assemblies }) continue;
            var folder = FolderOf(package.FoundIn.Value).ToString();
            if (!_names.TryGetValue(folder, out var names)) _names[folder] = names = new(StringComparer.OrdinalIgnoreCase);
            names.UnionWith(assemblies.Select(assembly => assembly.Name));
        }
    }

    /// <summary>True for an assembly that an application in its folder, or in one above, names: <c>app/runtimes/linux/lib/net8.0/A.dll</c> is part of <c>app</c>.</summary>
    public bool IsListed(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        for (var folder = FolderOf(path); ; folder = FolderOf(folder))
        {
            if (_folders.TryGetValue(folder, out var names) && names.Contains(name)) return true;
            if (folder.IsEmpty) return false;
        }
    }

    private static ReadOnlySpan<char> FolderOf(ReadOnlySpan<char> path) => path[..Math.Max(0, path.LastIndexOf('/'))];
}
