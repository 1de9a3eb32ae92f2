using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds labels that the configuration does not know, when it says that there may be no others.</summary>
internal sealed class SetOnlyKnownLabels : ContextRule
{
    public override RuleInfo Info { get; } = new("PGD043", "Set no labels outside the schema", Severity.Info)
    {
        Why = "The configuration lists all labels that an image may have; another one is a typing error, or belongs into the list.",
        Fix = "Correct the key, remove the label, or add it to the schema.",
        Flags = ["FROM debian:12.5\nLABEL taem=core", "FROM debian:12.5\nLABEL team=core other=x"],
        Allows = ["FROM debian:12.5\nLABEL team=core", "FROM debian:12.5", "FROM debian:12.5\nARG K\nLABEL $K=x"],
        Tags = ["hadolint:DL3050"],
    };

    public override DockerfileContext ExampleContext =>
        DockerfileContext.Empty with { LabelSchema = DockerfileContext.Empty.LabelSchema.Add("team", "text"), StrictLabels = true };

    public override IEnumerable<Finding> Check(Dockerfile file, DockerfileContext context) =>
        from label in context.StrictLabels ? LabelValue.In(file) : []
        where !context.LabelSchema.ContainsKey(label.Name)
        select At(file, label.Pair, $"Label {SyntaxProblems.Quote(label.Name)} is not in the schema.");
}
