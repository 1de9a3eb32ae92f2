using System.Collections.Immutable;

namespace PipelineGuard.Compliance;

/// <summary>Names of rules in a template: <c>PGI001</c>, or the beginning of many ids with a star: <c>PGS*</c>, <c>PGD4*</c>.</summary>
internal static class RulePattern
{
    /// <summary>The ids it stands for, in order; empty when there is no such rule.</summary>
    public static ImmutableArray<string> Expand(string pattern, IEnumerable<string> known) =>
        pattern.EndsWith('*')
            ? [.. known.Where(id => pattern.Length > 1 && id.StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)).Order(StringComparer.Ordinal)]
            : [.. known.Where(id => id == pattern)];
}
