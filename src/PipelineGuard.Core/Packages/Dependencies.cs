using System.Collections.Immutable;

namespace PipelineGuard.Packages;

/// <summary>Tells which of the packages in an inventory each one needs, as far as their records say.</summary>
internal sealed class Dependencies
{
    private readonly PackageIndex _named = new();
    // Asked second: dpkg and apk prefer a package of that name to one that only provides it.
    private readonly PackageIndex _providing = new();

    private Dependencies(ImmutableArray<Package> packages)
    {
        for (int i = 0; i < packages.Length; i++)
        {
            _named.Add(packages[i], packages[i].Name, i);
            foreach (var name in packages[i].Provides) _providing.Add(packages[i], name, i);
        }
    }

    /// <summary>For each package the positions of those it needs, ascending, each once; a need that nothing satisfies is left out.</summary>
    public static ImmutableArray<ImmutableArray<int>> Of(ImmutableArray<Package> packages)
    {
        var dependencies = new Dependencies(packages);
        return [.. packages.Select((package, at) => package.DependsOn.IsEmpty ? [] : dependencies.NeedsOf(package, at))];
    }

    private ImmutableArray<int> NeedsOf(Package package, int at)
    {
        var needed = new SortedSet<int>();
        foreach (var need in package.DependsOn)
        {
            if (Satisfying(package, need) is { } found && found != at) needed.Add(found);
        }
        return [.. needed];
    }

    private int? Satisfying(Package package, string need)
    {
        foreach (var alternative in need.AsSpan().Split('|'))
        {
            var name = need[alternative];
            if ((_named.Find(package, name) ?? _providing.Find(package, name)) is { } found) return found;
        }
        return null;
    }

    /// <summary>Finds packages by name and place; of several at one place the first counts. One look-up each, however often a hostile record repeats a name.</summary>
    private sealed class PackageIndex
    {
        private const string Anywhere = "";
        private readonly Dictionary<(PackageType Type, string Name, string Place), int> _positions = [];

        public void Add(Package package, string name, int at)
        {
            var key = AdvisoryKey.LookupName(package.Type, name);
            foreach (var place in PlacesOf(package)) _positions.TryAdd((package.Type, key, place), at);
        }

        /// <summary>The package of that name that <paramref name="package"/> would use; null when there is none.</summary>
        public int? Find(Package package, string name)
        {
            var key = AdvisoryKey.LookupName(package.Type, name);
            var places = package.Type == PackageType.Npm ? NodePlaces(package, name).Concat(PlacesOf(package)) : PlacesOf(package);
            foreach (var place in places)
            {
                if (_positions.TryGetValue((package.Type, key, place), out int at)) return at;
            }
            return null;
        }

        // One of the operating system's packages serves all, best one of the same architecture. Others are meant only when they are recorded
        // in the same file (a deps.json, a lock file) or in the folder next to it (Python's site-packages): not those of another application.
        private static IEnumerable<string> PlacesOf(Package package)
        {
            if (package.Type.IsOperatingSystem) return [$"/{package.Architecture}", Anywhere];
            var home = Folder(Folder(package.FoundIn.Value));
            return home.Length == 0 ? [package.FoundIn.Value] : [package.FoundIn.Value, home + "/"];
        }

        // Node looks in its own node_modules and then in those of each folder above (Node.js, "Loading from node_modules folders").
        private static IEnumerable<string> NodePlaces(Package package, string name)
        {
            for (var folder = Folder(package.FoundIn.Value); folder.Length > 0; folder = Folder(folder)) yield return $"{folder}/node_modules/{name}/package.json";
            yield return $"node_modules/{name}/package.json";
        }

        private static string Folder(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";
    }
}
