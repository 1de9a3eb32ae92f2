using System.Collections.Frozen;
using PipelineGuard.Packages;

namespace PipelineGuard.Lifecycle.Rules;

/// <summary>Servers and libraries that their makers' dates hold for: those that no package manager installed.</summary>
internal static class SupportedPrograms
{
    private static readonly FrozenDictionary<(string Type, string Name), (string Product, string Title)> ByName = new Dictionary<(string, string), (string, string)>
    {
        [("bitnami", "nginx")] = ("nginx", "nginx"),
        [("bitnami", "apache")] = ("apache-http-server", "Apache HTTP Server"),
        [("bitnami", "redis")] = ("redis", "Redis"),
        [("bitnami", "postgresql")] = ("postgresql", "PostgreSQL"),
        [("generic", "openssl")] = ("openssl", "OpenSSL"),
    }.ToFrozenDictionary();

    /// <summary>Every one of them, by package.</summary>
    public static IEnumerable<Installed> In(Inventory inventory) =>
        from package in inventory.Packages
        where ByName.ContainsKey((package.Type.Purl, package.Name))
        let row = ByName[(package.Type.Purl, package.Name)]
        select new Installed(row.Product, row.Title, WithoutPatchLetter(package.Version)) { Package = package, Path = package.FoundIn.Value, Layer = package.Layer };

    // OpenSSL 1.1.1w is the 23rd repair of 1.1.1.
    private static string WithoutPatchLetter(string version) => version.TrimEnd([.. "abcdefghijklmnopqrstuvwxyz"]);
}
