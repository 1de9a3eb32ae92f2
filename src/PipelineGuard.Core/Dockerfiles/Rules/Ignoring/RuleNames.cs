using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PipelineGuard.Dockerfiles.Rules.Ignoring;

/// <summary>Knows which of our rules somebody means who names a rule of ours or of another tool. The rules' tags say it.</summary>
internal static class RuleNames
{
    private static readonly Lazy<FrozenDictionary<string, ImmutableArray<string>>> Equivalents = new(Read);

    /// <summary>The ids of our rules behind a name; empty when there are none.</summary>
    public static ImmutableArray<string> Find(IgnoreDialect dialect, string name) => dialect switch
    {
        IgnoreDialect.PipelineGuard => Get($"pipelineguard:{name}"),
        IgnoreDialect.Hadolint => [.. Get($"hadolint:{name}"), .. Get($"shellcheck:{name}")],
        IgnoreDialect.Docker => Get($"docker:{name}"),
    };

    private static ImmutableArray<string> Get(string tag) => Equivalents.Value.TryGetValue(tag, out var ids) ? ids : [];

    private static FrozenDictionary<string, ImmutableArray<string>> Read()
    {
        var pairs = from rule in DockerfileRules.All
                    from tag in TagsOf(rule)
                    group rule.Info.Id by tag;
        return pairs.ToFrozenDictionary(pair => pair.Key, pair => pair.Distinct().ToImmutableArray(), StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> TagsOf(DockerfileRule rule)
    {
        bool isOfDocker = rule.Info.Tags.Any(tag => tag.StartsWith("docker:", StringComparison.Ordinal));
        return [.. rule.Info.Tags, $"pipelineguard:{rule.Info.Id}", .. isOfDocker ? ["docker:all"] : Array.Empty<string>()];
    }
}
