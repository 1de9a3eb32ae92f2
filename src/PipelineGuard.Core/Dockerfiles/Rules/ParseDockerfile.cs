using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Reports what a builder, or the shell that it starts, would refuse to read.</summary>
internal sealed class ParseDockerfile : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD001", "Write a Dockerfile that can be parsed", Severity.High)
    {
        Why = "The build fails here. What stands in a part that cannot be read was not checked by any other rule.",
        Fix = "Correct the place that is named; the rest of the file was checked all the same.",
        Flags =
        [
            "FROM debian:12\nRNU true",
            "FROM debian:12\nRUN cat <<EOF\nhello",
            "FROM debian:12\nENV GREETING=\"hello",
            "FROM debian:12\nRUN echo 'hello",
            "RUN true",
            "FROM debian:12 AS a\nCOPY --from=b /x /\nFROM debian:12 AS b\nCOPY --from=a /x /",
        ],
        Allows =
        [
            "FROM debian:12\nRUN cat <<EOF\nhello\nEOF",
            "FROM debian:12\nENV GREETING=\"hello\"",
            "ARG TAG=12\nFROM debian:$TAG",
        ],
        Tags = ["hadolint:DL1000"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        var inScripts = file.All<RunInstruction>().Where(run => run.Shell.Kind == ShellKind.Posix || run.IsExecForm).SelectMany(run => run.Script.Problems);
        return file.Problems.Where(problem => problem.Kind == SyntaxProblemKind.Unreadable).Concat(inScripts).Select(problem => At(file, problem, problem.Message));
    }
}
