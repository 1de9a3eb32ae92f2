using System.Collections.Immutable;

namespace PipelineGuard.Scanning;

/// <summary>Rules that look at the same kind of thing; the letter behind <c>PG</c> tells them apart.</summary>
/// <param name="Prefix">What their ids begin with, such as <c>PGD</c>.</param>
/// <param name="Name">The heading of their part of the reference.</param>
/// <param name="Groups">What the first digit of an id says, from 0 on; a digit beyond them has no rules yet.</param>
internal sealed record RuleFamily(string Prefix, string Name, ImmutableArray<string> Groups)
{
    /// <summary>What a reader should know of all of them, in Markdown.</summary>
    public required string Introduction { get; init; }

    /// <summary>The group of one of its rules.</summary>
    public string GroupOf(string id) => id[3] - '0' < Groups.Length ? Groups[id[3] - '0'] : "More";
}

/// <summary>The families of rules, in the order of the reference.</summary>
internal static class RuleFamilies
{
    /// <summary>All of them: a new family is a row here and its rules in <see cref="RuleCatalog"/>.</summary>
    public static ImmutableArray<RuleFamily> All { get; } =
    [
        new("PGD", "Dockerfiles",
        [
            "Single instructions", "Stages and the build as a whole", "Packages and commands of RUN", "Shell", "Secrets",
            ".NET and other languages", "Build context", "Other languages",
        ])
        {
            Introduction = """
                `# pipelineguard ignore=ID reason=why` above an instruction switches a rule off there, `ignore-stage=` above a `FROM` in its stage,
                `ignore-file=` anywhere in the file.
                """,
        },
    ];

    /// <summary>The family of a rule.</summary>
    /// <exception cref="InvalidOperationException">No family has its prefix.</exception>
    public static RuleFamily Of(string id) => All.First(family => id.StartsWith(family.Prefix, StringComparison.Ordinal));
}
