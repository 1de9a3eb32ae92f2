using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds labels whose value is not of the kind that the schema, or the label's definition, asks for.</summary>
/// <param name="kind">The kind as the schema names it.</param>
/// <param name="wellKnown">Labels that are of this kind by the OCI image specification ("Pre-Defined Annotation Keys").</param>
internal abstract class LabelKindRule(string kind, params string[] wellKnown) : ContextRule
{
    /// <summary>The key that the examples use.</summary>
    protected const string Key = "com.example.label";

    /// <summary>The words that all such rules have in common.</summary>
    /// <param name="id">The rule's id.</param>
    /// <param name="what">The kind, with its article.</param>
    /// <param name="tag">The equivalent elsewhere.</param>
    /// <param name="bad">Values that are reported.</param>
    /// <param name="good">Values that are accepted.</param>
    protected static RuleInfo Describe(string id, string what, string tag, string[] bad, string[] good) =>
        new(id, $"Write {what} where a label needs one", Severity.Low)
        {
            Why = $"Tools that read this label expect {what}; another value is ignored, or breaks them.",
            Fix = $"Write {what}.",
            Flags = [.. bad.Select(Example)],
            Allows = [.. good.Select(Example), $"FROM debian:12.5\nARG VALUE\nLABEL {Key}=$VALUE", "FROM debian:12.5\nLABEL other=\"any thing\""],
            Tags = [tag],
        };

    public override DockerfileContext ExampleContext =>
        DockerfileContext.Empty with { LabelSchema = ImmutableDictionary<string, string>.Empty.Add(Key, kind) };

    public override IEnumerable<Finding> Check(Dockerfile file, DockerfileContext context) =>
        from label in LabelValue.In(file)
        where label.Value is { Length: > 0 } && IsMeant(label.Name, context) && !IsValid(label.Value)
        select At(file, label.Pair, $"{SyntaxProblems.Quote(label.Value!)} is not what label {SyntaxProblems.Quote(label.Name)} needs.");

    /// <summary>True for a value of this kind; never empty.</summary>
    protected abstract bool IsValid(string value);

    private bool IsMeant(string name, DockerfileContext context) =>
        context.LabelSchema.TryGetValue(name, out var asked) ? asked.Equals(kind, StringComparison.OrdinalIgnoreCase) : wellKnown.Contains(name);

    private static string Example(string value) => $"FROM debian:12.5\nLABEL {Key}=\"{value}\"";
}
