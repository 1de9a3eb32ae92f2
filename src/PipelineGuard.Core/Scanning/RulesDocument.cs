using System.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Scanning;

/// <summary>Writes <c>docs/rules.md</c>: Markdown, line feeds only.</summary>
internal static class RulesDocument
{
    /// <summary>All rules, by family and group.</summary>
    public static string Write(IReadOnlyCollection<RuleInfo> rules)
    {
        var text = new StringBuilder("""
            # Rules

            Made from the rules by the tests (`PIPELINEGUARD_UPDATE=1`); do not edit it by hand. A policy may give a rule another severity or switch it
            off (`overrides`), and accept single findings (`waivers`): see [policy](policy.md).

            """.ReplaceLineEndings("\n"));
        foreach (var family in RuleFamilies.All)
        {
            var own = rules.Where(rule => RuleFamilies.Of(rule.Id) == family).OrderBy(rule => rule.Id, StringComparer.Ordinal).ToList();
            text.Append($"\n## {family.Name}\n\n{family.Introduction.ReplaceLineEndings("\n")}\n");
            foreach (var group in own.GroupBy(rule => family.GroupOf(rule.Id)))
            {
                text.Append($"\n### {group.Key}\n");
                foreach (var rule in group) text.Append('\n').Append(Section(rule));
            }
        }
        return text.ToString();
    }

    // One rule: what it asks for, why, how, an example of each kind, and its equivalents.
    private static string Section(RuleInfo info)
    {
        var text = new StringBuilder($"#### {info.Id}: {info.Title}\n\n**{info.Severity}{(info.IsStrict ? ", strict" : "")}.** {Prose(info.Why)}\n\n**Fix:** {Prose(info.Fix)}\n");
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
