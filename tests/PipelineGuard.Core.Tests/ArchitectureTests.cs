using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace PipelineGuard;

/// <summary>Keeps the house in order: dependencies point one way.</summary>
public sealed partial class ArchitectureTests
{
    // Lowest first: a folder may use itself and what stands before it.
    private static readonly string[] Order =
    [
        "Findings", "IO", "Archives", "Images", "Images.Sources", "Lifecycle", "Dockerfiles", "Dockerfiles.Rules", "Packages", "Packages.Catalogers", "Lifecycle.Rules",
        "Versions", "Advisories", "Vulnerabilities", "Secrets", "Malware", "Hardening.Settings", "Hardening", "Hardening.Rules", "Attribution", "Vex", "Baselines",
        "Policy", "Compliance", "Sbom", "Reporting", "Scanning",
    ];

    public static TheoryData<string> Folders => [.. Order];

    [Theory, MemberData(nameof(Folders))]
    public void A_folder_uses_only_what_stands_below_it(string folder)
    {
        var offences =
            from file in Directory.EnumerateFiles(CoreFolder, "*.cs", SearchOption.AllDirectories)
            where !file.Contains("/obj/", StringComparison.Ordinal) && Rank(FolderOf(file)) == Rank(folder)
            from Match use in Using().Matches(File.ReadAllText(file))
            where Rank(use.Groups[1].Value) > Rank(folder)
            select $"{Path.GetRelativePath(CoreFolder, file)} uses {use.Groups[1].Value}";

        Assert.Empty(offences);
    }

    [Fact]
    public void Every_folder_has_its_place_in_the_order()
    {
        var unplaced = Directory.EnumerateFiles(CoreFolder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .Select(FolderOf).Distinct().Where(folder => Rank(folder) < 0);

        Assert.Empty(unplaced);
    }

    private static string CoreFolder { get; } = Path.GetFullPath(Path.Combine(Here(), "../../src/PipelineGuard.Core")).Replace('\\', '/');

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private static string FolderOf(string file) => Path.GetRelativePath(CoreFolder, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');

    // "Packages.Catalogers.Npm" has the rank of "Packages.Catalogers"; an unknown folder has none.
    private static int Rank(string folder)
    {
        for (var name = folder; name.Length > 0; name = name.Contains('.', StringComparison.Ordinal) ? name[..name.LastIndexOf('.')] : "")
        {
            if (Array.IndexOf(Order, name) is var rank and >= 0) return rank;
        }
        return -1;
    }

    [GeneratedRegex(@"^using (?:static )?PipelineGuard\.([A-Za-z.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
