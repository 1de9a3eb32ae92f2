using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds labels that the configuration asks for and the image lacks.</summary>
internal sealed class SetRequiredLabels : ContextRule
{
    public override RuleInfo Info { get; } = new("PGD042", "Set the required labels", Severity.Info)
    {
        Why = "The configuration names labels that every image must have, so that people and tools can tell whose it is.",
        Fix = "Add a LABEL to the final stage.",
        Flags = ["FROM debian:12.5", "FROM debian:12.5 AS a\nLABEL team=core\nFROM alpine:3.20\nLABEL other=x"],
        Allows =
        [
            "FROM debian:12.5\nLABEL team=core", "FROM debian:12.5 AS a\nLABEL team=core\nFROM a", "FROM debian:12.5\nARG TEAM\nLABEL a=b team=$TEAM",
        ],
        Tags = ["hadolint:DL3049"],
    };

    public override DockerfileContext ExampleContext => DockerfileContext.Empty with { LabelSchema = DockerfileContext.Empty.LabelSchema.Add("team", "text") };

    public override IEnumerable<Finding> Check(Dockerfile file, DockerfileContext context)
    {
        if (context.LabelSchema.IsEmpty || file.FinalStage is not { } final) return [];
        var present = LabelValue.In(final).Select(label => label.Name).ToHashSet(StringComparer.Ordinal);
        return
            from name in context.LabelSchema.Keys.Order(StringComparer.Ordinal)
            where !present.Contains(name)
            select At(file, final.From, $"Label {SyntaxProblems.Quote(name)} is missing.");
    }
}
