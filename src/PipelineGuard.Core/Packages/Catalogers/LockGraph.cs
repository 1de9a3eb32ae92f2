namespace PipelineGuard.Packages.Catalogers;

/// <summary>The packages of a lock file and what each needs, to tell what is for development only: what no dependency of the application leads to.</summary>
internal sealed class LockGraph
{
    private readonly Dictionary<string, (Package Package, List<string> Needs)> _packages = new(StringComparer.Ordinal);
    private readonly List<string> _roots = [];

    /// <summary>Adds a package under the key by which others need it, and returns the list of the keys that it needs.</summary>
    public List<string> Add(string key, Package package)
    {
        var needs = new List<string>();
        if (_packages.Count < Plausibility.MaxEntries) _packages.TryAdd(key, (package, needs));
        return needs;
    }

    /// <summary>Adds something that the application needs to run.</summary>
    public void AddRoot(string key) => _roots.Add(key);

    /// <summary>True when a package with that key was added.</summary>
    public bool Has(string key) => _packages.ContainsKey(key);

    /// <summary>What the application needs to run, directly or not, in the order in which it was added.</summary>
    public IEnumerable<Package> Reachable()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(_roots);
        while (open.TryPop(out var key))
        {
            if (!_packages.TryGetValue(key, out var found) || !reached.Add(key)) continue;
            foreach (var need in found.Needs) open.Push(need);
        }
        return _packages.Where(entry => reached.Contains(entry.Key)).Select(entry => WithNeeds(entry.Value.Package, entry.Value.Needs));
    }

    // Where a lock file names needs by keys only, the names are those of the packages behind them.
    private Package WithNeeds(Package package, List<string> needs) => needs.Count == 0 || !package.DependsOn.IsEmpty
        ? package
        : package with { DependsOn = [.. needs.Where(_packages.ContainsKey).Select(need => _packages[need].Package.Name).Distinct()] };
}
