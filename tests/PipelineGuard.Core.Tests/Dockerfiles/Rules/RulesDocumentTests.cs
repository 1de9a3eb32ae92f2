using PipelineGuard.Policy;

namespace PipelineGuard.Dockerfiles.Rules;

public sealed class RulesDocumentTests
{
    [Fact]
    public void Docs_rules_md_lists_the_rules_as_they_are() => KeptText.Same("docs/rules.md", RulesDocument.Write(DockerfileRules.All));
}
