using System.Collections.Frozen;
using PipelineGuard.Packages;

namespace PipelineGuard.Lifecycle.Rules;

/// <summary>
/// Language runtimes that their makers' dates hold for: programs that no package manager installed. What a distribution packages the
/// distribution supports, however long its maker does.
/// </summary>
internal static class SupportedRuntimes
{
    private static readonly FrozenDictionary<(string Type, string Name), (string Product, string Title)> ByName = new Dictionary<(string, string), (string, string)>
    {
        [("bitnami", "node")] = ("nodejs", "Node.js"),
        [("bitnami", "python")] = ("python", "Python"),
        [("bitnami", "php")] = ("php", "PHP"),
        [("bitnami", "ruby")] = ("ruby", "Ruby"),
        [("bitnami", "golang")] = ("go", "Go"),
        [("bitnami", "java")] = ("eclipse-temurin", "Java"),
        [("golang", "toolchain")] = ("go", "Go"),
        [("golang", "stdlib")] = ("go", "Go"),
    }.ToFrozenDictionary();

    /// <summary>Every runtime, by package.</summary>
    public static IEnumerable<Installed> In(Inventory inventory)
    {
        foreach (var package in inventory.Packages)
        {
            if (!ByName.TryGetValue((package.Type.Purl, package.Name), out var row)) continue;
            yield return new(row.Product, row.Title, package.Version)
            {
                Package = package,
                Path = package.FoundIn.Value,
                Layer = package.Layer,
                IsCompiledIn = package is { Name: "stdlib" } && package.Type == PackageType.Go,
            };
        }
    }
}
