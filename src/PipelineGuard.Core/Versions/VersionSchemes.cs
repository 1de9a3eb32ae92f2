using System.Collections.Frozen;

namespace PipelineGuard.Versions;

/// <summary>All version orders, by name.</summary>
public static class VersionSchemes
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IVersionScheme> All { get; } =
        [
            new AlpineVersions(), new DebianVersions(), new NuGetVersions(), new Pep440Versions(), new RpmVersions(), new SemVersions(),
            new ComposerVersions(), new CondaVersions(), new GoVersions(), new MavenVersions(), new PubVersions(), new RubyGemsVersions(),
        ];

    private static readonly FrozenDictionary<string, IVersionScheme> ByName = All.ToFrozenDictionary(scheme => scheme.Name);

    /// <summary>The order with that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none: a mistake in our own tables.</exception>
    public static IVersionScheme For(string name) => ByName[name];
}
