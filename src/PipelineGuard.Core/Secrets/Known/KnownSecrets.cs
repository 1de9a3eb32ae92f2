using System.Collections.Frozen;
using System.Text;

namespace PipelineGuard.Secrets.Known;

/// <summary>Values and files that everybody has: the examples of manuals, the keys of test suites that base images ship. They are silent.</summary>
internal static class KnownSecrets
{
    private static readonly FrozenSet<string> Values = Table("known-values.tsv").Select(row => row[0]).ToFrozenSet();

    private static readonly ILookup<string, string> Places = Table("known-places.tsv").ToLookup(row => row[0], row => row[1]);
    private static readonly PathPatterns Documentation = new(Places["documentation"]);
    private static readonly PathPatterns Packages = new(Places["packages"]);
    private static readonly PathPatterns Tests = new(Places["tests"]);
    private static readonly PathPatterns Managed = new(Places["managed"]);
    private static readonly PathPatterns Installed = new(Places["installed"]);

    /// <summary>True for a value that a manual, an emulator or a self-test publishes.</summary>
    /// <param name="hash">See <see cref="SecretHash"/>: the table holds no values, so that nobody finds our sources suspicious.</param>
    public static bool IsExample(string hash) => Values.Contains(hash);

    /// <summary>True for a file that comes with public packages as documentation or test data; what it holds is no secret.</summary>
    public static bool IsPublic(string path) => Documentation.Fit(path) || (Tests.Fit(path) && Packages.Fit(path));

    /// <summary>True for a file that a package manager of a language has put there: everybody can have it, so that a value that is merely named like a secret is none.</summary>
    public static bool IsManaged(string path) => Managed.Fit(path);

    /// <summary>True for a place in which archives come from package managers and image makers: everybody can have them, so they are not opened.</summary>
    public static bool IsInstalled(string path) => Installed.Fit(path) || IsManaged(path);

    private static List<string[]> Table(string name)
    {
        using var stream = typeof(KnownSecrets).Assembly.GetManifestResourceStream($"PipelineGuard.Secrets.Known.{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') rows.Add(line.Split('\t'));
        }
        return rows;
    }
}
