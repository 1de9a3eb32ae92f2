using PipelineGuard.Findings;

namespace PipelineGuard.Secrets;

/// <summary>One kind of secret: what it says about itself, how it is found, and what tells it from noise.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Describe">Puts <see cref="Info"/> together, which only rules that find something need.</param>
/// <param name="Matcher">Finds it.</param>
internal sealed record SecretRule(string Id, Func<RuleInfo> Describe, SecretMatcher Matcher)
{
    private RuleInfo? _info;

    /// <summary>Id, words, severity, equivalents.</summary>
    public RuleInfo Info => _info ??= Describe();

    /// <summary>Tells real values from others, by a checksum or the like; null when every value of the shape counts.</summary>
    public Func<ReadOnlySpan<char>, bool>? Check { get; init; }

    /// <summary>The files in which it is looked for; null for all.</summary>
    public Func<SecretSource, bool>? Where { get; init; }

    /// <summary>True for a rule that goes by names: it is silent where another one knows the value better.</summary>
    public bool IsGeneric { get; init; }

    /// <summary>Whether the rule has a say about a file.</summary>
    public bool LooksAt(SecretSource file) => (!file.IsBinary || Matcher.IsUnmistakable) && (!file.IsManaged || !IsGeneric) && (Where is null || Where(file));
}
