using System.Collections.Immutable;
using PipelineGuard.Packages;

namespace PipelineGuard.Attribution.Manifests;

/// <summary>Who needs whom, over all packages of a kind: of the image and of lock files.</summary>
internal sealed class PackageChains
{
    private const int MostSteps = 50_000;
    private readonly Dictionary<(PackageType, string), List<(string Name, string Version)>> _neededBy = [];

    /// <summary>Takes the needs of packages.</summary>
    public PackageChains(IEnumerable<Package> packages)
    {
        foreach (var package in packages)
        {
            if (package.Type.IsOperatingSystem) continue;
            var by = (AdvisoryKey.LookupName(package.Type, package.Name), package.Version);
            foreach (var need in package.DependsOn)
            {
                foreach (var name in need.Split('|'))
                {
                    var key = (package.Type, AdvisoryKey.LookupName(package.Type, name));
                    if (!_neededBy.TryGetValue(key, out var users)) _neededBy[key] = users = [];
                    users.Add(by);
                }
            }
        }
    }

    /// <summary>The shortest way from a package that is declared down to one, both included; empty when there is none.</summary>
    /// <param name="type">The kind.</param>
    /// <param name="name">The package, in the spelling of <see cref="AdvisoryKey.LookupName"/>.</param>
    /// <param name="isDeclared">Tells whether a manifest names a package.</param>
    public ImmutableArray<(string Name, string Version)> To(PackageType type, string name, Func<string, bool> isDeclared)
    {
        var cameFrom = new Dictionary<string, (string Name, string Version)?> { [name] = null };
        var open = new Queue<(string Name, string Version)>([(name, "")]);
        while (open.TryDequeue(out var next))
        {
            if (next.Name != name && isDeclared(next.Name)) return Way(next, cameFrom);
            foreach (var user in _neededBy.GetValueOrDefault((type, next.Name)) ?? [])
            {
                if (cameFrom.Count < MostSteps && cameFrom.TryAdd(user.Name, next)) open.Enqueue(user);
            }
        }
        return [];
    }

    private static ImmutableArray<(string, string)> Way((string Name, string Version) first, Dictionary<string, (string Name, string Version)?> cameFrom)
    {
        var way = new List<(string, string)> { first };
        for (var at = cameFrom[first.Name]; at is { } step; at = cameFrom[step.Name]) way.Add(step);
        return [.. way];
    }
}
