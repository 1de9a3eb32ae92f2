using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds stages that use both <c>curl</c> and <c>wget</c>.</summary>
internal sealed class ChooseOneDownloader : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD305", "Use either curl or wget", Severity.Info)
    {
        Why = "Both do the same; with one of them the image is smaller and has less to update.",
        Fix = "Use the one that is there, or that is needed for other reasons.",
        Flags =
        [
            "FROM debian:12.5\nRUN curl -fsSLO https://example.com/a\nRUN wget -q https://example.com/b",
            "FROM debian:12.5\nRUN wget -q https://example.com/b && curl -fsSLO https://example.com/a",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN curl -fsSLO https://example.com/a\nRUN curl -fsSLO https://example.com/b",
            "FROM debian:12.5 AS a\nRUN curl -fsSLO https://example.com/a\nFROM debian:12.5\nRUN wget -q https://example.com/b",
            "FROM debian:12.5\nRUN apt-get install -y wget && curl -fsSLO https://example.com/a",
        ],
        Tags = ["hadolint:DL4001", "trivy:DS-0014"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from stage in file.Stages
        let first = stage.All<RunInstruction>().SelectMany(run => run.Script.Commands).Where(command => command.IsAny("curl", "wget")).DistinctBy(command => command.Name).Take(2).ToList()
        where first.Count == 2
        select At(file, first[1], $"This stage uses {first[0].Name} already.");
}
