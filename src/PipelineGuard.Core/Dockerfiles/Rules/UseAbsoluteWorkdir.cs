using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds relative working directories that depend on what the base image set.</summary>
internal sealed class UseAbsoluteWorkdir : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD018", "Write absolute paths in WORKDIR", Severity.Medium)
    {
        Why = "A relative path is added to the working directory of the base image, so an update of that image moves all files.",
        Fix = "Begin the first WORKDIR of a stage with a slash.",
        Flags =
        [
            "FROM debian:12.5\nWORKDIR app", "FROM debian:12.5\nWORKDIR \"app/src\"\nWORKDIR /srv", "FROM debian:12.5\nWORKDIR ~/app",
            "FROM debian:12.5\nENV A=app\nWORKDIR $A",
        ],
        Allows =
        [
            "FROM debian:12.5\nWORKDIR /app\nWORKDIR src", "FROM debian:12.5 AS a\nWORKDIR /app\nFROM a\nWORKDIR src",
            "FROM debian:12.5\nWORKDIR $HOME/app",
            "FROM debian:12.5\nARG A=/app\nWORKDIR $A", "FROM debian:12.5\nWORKDIR \"/app\"",
            "# escape=`\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nWORKDIR C:\\app",
            "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nWORKDIR \"C:/app\"",
        ],
        Tags = ["hadolint:DL3000", "trivy:DS-0009", "docker:WorkdirRelativePath", "checkov:CKV_DOCKER_10"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        var anchored = new HashSet<Stage>();
        foreach (var stage in file.Stages)
        {
            bool known = stage.Base?.Stage is { } below && anchored.Contains(below);
            foreach (var workdir in stage.All<ValueInstruction>().Where(instruction => instruction is { Kind: InstructionKind.Workdir, Value: not null }))
            {
                var path = workdir.Scope.ExpandPartly(workdir.Value!.Text);
                if (StagePath.MayBeAbsolute(path)) known = true;
                else if (!known || path is ['~', ..])
                    yield return At(file, workdir.Value, $"WORKDIR {SyntaxProblems.Quote(path)} is relative to the working directory of the base image.");
            }
            if (known) anchored.Add(stage);
        }
    }
}
