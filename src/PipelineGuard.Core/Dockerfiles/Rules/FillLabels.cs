using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds labels that say nothing.</summary>
internal sealed class FillLabels : ContextRule
{
    public override RuleInfo Info { get; } = new("PGD044", "Give labels a value", Severity.Low)
    {
        Why = "An empty label looks as if somebody had filled it in.",
        Fix = "Write the value, or remove the label.",
        Flags = ["FROM debian:12.5\nLABEL team=", "FROM debian:12.5\nLABEL team=\"\"", "FROM debian:12.5\nLABEL org.opencontainers.image.source=''"],
        // Any other label may be emptied on purpose, to hide that of the base image.
        Allows =
        [
            "FROM debian:12.5\nLABEL team=core", "FROM debian:12.5\nARG TEAM\nLABEL team=$TEAM", "FROM debian:12.5\nLABEL com.example.inherited=\"\"",
        ],
        Tags = ["hadolint:DL3051"],
    };

    public override DockerfileContext ExampleContext => DockerfileContext.Empty with { LabelSchema = DockerfileContext.Empty.LabelSchema.Add("team", "text") };

    public override IEnumerable<Finding> Check(Dockerfile file, DockerfileContext context) =>
        from label in LabelValue.In(file)
        where label.Value is "" && (context.LabelSchema.ContainsKey(label.Name) || label.Name.StartsWith("org.opencontainers.image.", StringComparison.Ordinal))
        select At(file, label.Pair, $"Label {SyntaxProblems.Quote(label.Name)} is empty.");
}
