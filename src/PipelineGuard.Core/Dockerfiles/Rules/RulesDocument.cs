using System.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Writes <c>docs/rules.md</c>, and the same words for one rule: Markdown, line feeds only.</summary>
internal static class RulesDocument
{
    // The first digit of an id says what the rule looks at.
    private static readonly string[] Groups =
    [
        "Single instructions", "Stages and the build as a whole", "Packages and commands of RUN", "Shell", "Secrets",
        ".NET and other languages", "Build context", "Other languages", "More", "More",
    ];

    /// <summary>All rules, by group.</summary>
    public static string Write(IEnumerable<DockerfileRule> rules)
    {
        var text = new StringBuilder("""
            # Rules for Dockerfiles

            Made from the rules by the tests (`PIPELINEGUARD_UPDATE=1`); do not edit it by hand. `# pipelineguard ignore=ID reason=why` above an
            instruction switches a rule off there, `ignore-stage=` above a `FROM` in its stage, `ignore-file=` anywhere in the file.

            """.ReplaceLineEndings("\n"));
        foreach (var group in rules.Select(rule => rule.Info).GroupBy(info => Groups[info.Id[3] - '0']))
        {
            text.Append($"\n## {group.Key}\n");
            foreach (var info in group) text.Append('\n').Append(Section(info));
        }
        return text.ToString();
    }

    /// <summary>One rule: what it asks for, why, how, an example of each kind, and its equivalents.</summary>
    public static string Section(RuleInfo info)
    {
        var text = new StringBuilder($"### {info.Id}: {info.Title}\n\n**{info.Severity}.** {Prose(info.Why)}\n\n**Fix:** {Prose(info.Fix)}\n");
        if (!info.Flags.IsEmpty) text.Append($"\nReported:\n\n{Example(info.Flags[0])}");
        if (!info.Allows.IsEmpty) text.Append($"\nFine:\n\n{Example(info.Allows[0])}");
        if (!info.Tags.IsEmpty) text.Append($"\nEquivalents: {string.Join(", ", info.Tags.Select(tag => $"`{tag}`"))}\n");
        return text.ToString();
    }

    // What looks like a tag (<name>) would vanish.
    private static string Prose(string text) => text.Replace("<", "&lt;", StringComparison.Ordinal);

    // Indented, and not fenced: an example may hold any fence. It is never the first thing after a list.
    private static string Example(string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? "" : $"    {line}");
        return string.Join('\n', lines) + "\n";
    }
}
