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
                What is switched off stays in the report as suppressed, with the place that says so:

                | where | how | reaches |
                | --- | --- | --- |
                | a comment above or within an instruction | `# pipelineguard ignore=PGD007,PGD010 reason=built by us` | that instruction |
                | a comment above an instruction of a stage | `# pipelineguard ignore-stage=PGD201 reason=thrown away` | the stage |
                | a comment anywhere | `# pipelineguard ignore-file=PGD022 reason=no server` | the file |
                | a comment in Hadolint's words | `# hadolint ignore=DL3008 # why`, `# hadolint global ignore=DL3008` | the next instruction, the file |
                | the `check` directive of Docker | `# check=skip=JSONArgsRecommended`, `# check=skip=all` | the file |
                | a `.hadolint.yaml` beside the file or above it | `ignored: [DL3008]` | all Dockerfiles below |
                | the [policy](policy.md#overrides) | `overrides: { PGD201: off }` | everything |

                A name of another tool's rule means each of our rules that lists it as its equivalent. The policy may ask comments for a reason, or
                [forbid them](policy.md#what-dockerfiles-may-switch-off).
                """,
        },
        new("PGM", "Malware and integrity",
        [
            "Known content", "Coin miners", "Remote shells", "Web shells", "Startup and persistence", "Programs", "Integrity of packages",
        ])
        {
            Introduction = """
                [Malware and integrity](malware.md) says what is looked at and what is not. The mark `‹›` in examples keeps virus scanners from taking
                this page for an attack; it is taken out before an example is tested.
                """,
        },
        new("PGI", "Images",
        [
            "Configuration", "Configuration", "Configuration", "Content", "Content", "Accounts", "Permissions", "Settings",
        ])
        {
            Introduction = """
                They look at how containers of a built image run and at its final file system. Rules that every stock base image breaks, too, are marked as
                strict: they speak only where a compliance template asks for them. An example is a small image: instructions, then its files as
                `file MODE OWNER PATH CONTENT`.
                """,
        },
        new("PGS", "Secrets",
        [
            "Clouds and hosting", "Forges and builds", "Registries of images and packages", "Chat, mail and messages", "Payments and shops", "Models",
            "Monitoring, identity and other services", "Databases and addresses", "Private keys", "Files of tools and frameworks, and names alone",
        ])
        {
            Introduction = """
                Examples are put together when they are needed, so that nothing here looks like a leaked secret: `{hex:32}` stands for 32 digits of base 16,
                `{alnum:20-40}` for 20 to 40 letters and digits, `{a|b}` for one of two words. [Secrets](secrets.md) tells where is looked, and how a
                finding is allowed.
                """,
        },
        new("PGV", "End of life", ["Support of operating systems and runtimes"])
        {
            Introduction = """
                They compare what is installed with the days on which its makers end support: see [end of life](end-of-life.md). An example is a small
                image as in the rules about images, with `deps PATH PACKAGE VERSION` for a `.deps.json`, or the package URLs of a bill of materials. It
                is judged as on 2026-11-23, or on the `day` that it names.
                """,
        },
    ];

    /// <summary>The family of a rule.</summary>
    /// <exception cref="InvalidOperationException">No family has its prefix.</exception>
    public static RuleFamily Of(string id) => All.First(family => id.StartsWith(family.Prefix, StringComparison.Ordinal));
}
