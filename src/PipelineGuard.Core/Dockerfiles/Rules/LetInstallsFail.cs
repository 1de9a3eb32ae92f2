using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds installs that may fail without anybody noticing.</summary>
internal sealed class LetInstallsFail : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD328", "Do not hide that an install failed", Severity.Medium)
    {
        Why = "With || true the build goes on without the packages: the image is published, and fails in production.",
        Fix = "Take || true away; if the package is optional, test for what decides that.",
        Flags =
        [
            "FROM debian:12.5\nRUN apt-get install -y curl || true",
            "FROM python:3.12-slim\nRUN pip install -r requirements.txt || echo failed; make",
            "FROM node:22-slim\nRUN npm install || :",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN apt-get install -y curl || exit 1",
            "FROM debian:12.5\nRUN apt-get install -y curl || (apt-get update && apt-get install -y curl)",
            "FROM debian:12.5\nRUN apt-get install -y curl && rm -r /x || true",
            "FROM debian:12.5\nRUN apt-get purge -y curl || true",
        ],
        Tags = ["cwe:390"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from command in file.Commands(PackageManagers.Programs)
        where PackageManagers.All.Any(manager => manager.Installs(command))
        where command.Pipeline is { After: ShellOperator.Or, Next.Elements: [ShellCommand { Name: "true" or ":" or "echo" or "printf", Pipeline.After: not ShellOperator.And }] }
        select At(file, command, $"When {command.Name} fails here, the build goes on without the packages.");
}
