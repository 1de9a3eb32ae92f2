using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>A label with what is known about its value.</summary>
/// <param name="Pair">Where it stands.</param>
/// <param name="Name">The key with its variables replaced.</param>
/// <param name="Value">The value with its variables replaced; null when only the build knows it.</param>
internal sealed record LabelValue(Pair Pair, string Name, string? Value)
{
    /// <summary>The labels of a file whose key is known, in order.</summary>
    public static IEnumerable<LabelValue> In(Dockerfile file) => file.All<LabelInstruction>().SelectMany(Of);

    /// <summary>The labels of a stage and those it stands on.</summary>
    public static IEnumerable<LabelValue> In(Stage stage) => stage.Lineage.SelectMany(below => below.All<LabelInstruction>()).SelectMany(Of);

    private static IEnumerable<LabelValue> Of(LabelInstruction label) =>
        from pair in label.Pairs
        let name = label.Scope.Expand(pair.Name)
        where name is not null
        select new LabelValue(pair, name, label.Scope.Expand(pair.Value!));
}
