using System.Collections.Immutable;
using PipelineGuard.Secrets.Searching;

namespace PipelineGuard.Secrets;

/// <summary>Rules by their keywords, ready to be searched for in one pass.</summary>
internal sealed class SecretRuleIndex
{
    private readonly SecretRule[][] _rules;
    private readonly Lazy<SecretRuleIndex?> _inPrograms;

    private SecretRuleIndex(IReadOnlyCollection<SecretRule> rules)
    {
        var byKeyword = new Dictionary<Keyword, List<SecretRule>>();
        foreach (var rule in rules)
        {
            foreach (var keyword in rule.Matcher.Keywords)
            {
                if (!byKeyword.TryGetValue(keyword, out var called)) byKeyword.Add(keyword, called = []);
                if (!ReferenceEquals(called.LastOrDefault(), rule)) called.Add(rule);
            }
        }
        Keywords = [.. byKeyword.Keys];
        _rules = [.. byKeyword.Values.Select(called => called.ToArray())];
        Search = new(Keywords);
        Before = Math.Max(Search.Longest, rules.Max(rule => rule.Matcher.Before)) + 8;
        Ahead = rules.Max(rule => rule.Matcher.MaxLength) + Search.Longest + 8;
        _inPrograms = new(() => rules.Where(rule => rule.Matcher.IsUnmistakable).ToArray() is { Length: > 0 } own ? new(own) : null);
    }

    /// <summary>All keywords.</summary>
    public ImmutableArray<Keyword> Keywords { get; }

    /// <summary>Finds them.</summary>
    public KeywordSearch Search { get; }

    /// <summary>The most bytes that a rule looks at in front of its keyword.</summary>
    public int Before { get; }

    /// <summary>The most bytes that a rule looks at from the beginning of its keyword on.</summary>
    public int Ahead { get; }

    /// <summary>Those of the rules that have a say about programs; null when none has.</summary>
    public SecretRuleIndex? InPrograms => _inPrograms.Value;

    /// <summary>Makes one of rules.</summary>
    public static SecretRuleIndex Of(IReadOnlyCollection<SecretRule> rules) => new(rules);

    /// <summary>The rules that a keyword calls.</summary>
    public ReadOnlySpan<SecretRule> RulesOf(int keyword) => _rules[keyword];
}
