using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Reports problems of one kind that were noticed while the file was read.</summary>
internal abstract class ReportedByParser(SyntaxProblemKind kind) : DockerfileRule
{
    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from problem in file.Problems where problem.Kind == kind select At(file, problem, problem.Message);
}
