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
            off (`overrides`), and accept single findings (`waivers`): see [policy](policy.md). `pipelineguard rules explain ID` shows the same of one rule,
            with more examples; the id may be that of another tool (`DL3008`, `CKV_DOCKER_3`).

            """.ReplaceLineEndings("\n"));
        foreach (var family in RuleFamilies.All)
        {
            var own = rules.Where(rule => RuleFamilies.Of(rule.Id) == family).OrderBy(rule => rule.Id, StringComparer.Ordinal).ToList();
            text.Append($"\n## {family.Name}\n\n{family.Introduction.ReplaceLineEndings("\n")}\n");
            foreach (var group in own.GroupBy(rule => family.GroupOf(rule.Id)))
            {
                text.Append($"\n### {group.Key}\n");
                foreach (var rule in group) text.Append('\n').Append(RuleSheet.Markdown.Write(rule));
            }
        }
        return text.ToString();
    }
}
