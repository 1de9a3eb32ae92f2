using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds instructions of which only the last one of a stage counts.</summary>
internal abstract class OncePerStage(InstructionKind kind) : DockerfileRule
{
    /// <summary>The words that all such rules have in common.</summary>
    protected static RuleInfo Describe(string id, string keyword, params string[] tags) => new(id, $"Write one {keyword} per stage", Severity.Medium)
    {
        Why = $"Only the last {keyword} of a stage counts; those above it do nothing and mislead the reader.",
        Fix = $"Remove the {keyword} instructions that do not count.",
        Flags =
        [
            $"FROM debian:12.5\n{keyword} CMD [\"a\"]\n{keyword} CMD [\"b\"]",
            $"FROM debian:12.5 AS a\n{keyword} CMD a\nRUN true\n{keyword} CMD b\nFROM debian:12.5\n{keyword} CMD c",
        ],
        Allows =
        [
            $"FROM debian:12.5 AS a\n{keyword} CMD a\nFROM a\n{keyword} CMD b",
            $"FROM debian:12.5\n{keyword} CMD a\nONBUILD {keyword} CMD b",
            "FROM debian:12.5",
        ],
        Tags = [.. tags],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from stage in file.Stages
        let last = stage.Last(kind)
        from instruction in stage.Instructions
        where instruction.Kind == kind && instruction != last
        select At(file, instruction, $"This {instruction.Keyword} does nothing: the one in line {file.Source.PositionOf(last!.Span.Start).Line} takes its place.");
}
