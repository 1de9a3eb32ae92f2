using System.Collections.Immutable;

namespace PipelineGuard.Findings;

/// <summary>Everything a rule says about itself; the same words feed <c>rules explain</c>, the SARIF rule table and <c>docs/rules.md</c>.</summary>
/// <param name="Id">Public id, never reused: a prefix for the kind and three digits.</param>
/// <param name="Title">What to do, in a few words and the imperative.</param>
/// <param name="Severity">The severity its findings have unless a policy overrides it.</param>
public sealed record RuleInfo(string Id, string Title, Severity Severity)
{
    /// <summary>Why it matters, in one to three sentences.</summary>
    public required string Why { get; init; }

    /// <summary>What to change, in one to three sentences.</summary>
    public required string Fix { get; init; }

    /// <summary>Inputs that the rule reports; each is run as a test.</summary>
    public ImmutableArray<string> Flags { get; init; } = [];

    /// <summary>Inputs that the rule accepts; each is run as a test.</summary>
    public ImmutableArray<string> Allows { get; init; } = [];

    /// <summary>
    /// True for a rule that a stock base image breaks too, or that asks for more than most want: it speaks only where a compliance template
    /// asks for it.
    /// </summary>
    public bool IsStrict { get; init; }

    /// <summary>Equivalents in other tools and standards, such as <c>hadolint:DL3006</c> or <c>cwe:798</c>.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];
}
