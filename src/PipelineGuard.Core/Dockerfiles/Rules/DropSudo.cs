using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>sudo</c> in a build.</summary>
internal sealed class DropSudo : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD302", "Do without sudo", Severity.Medium)
    {
        Why = "A build has the rights it needs, and sudo in an image is a way to root for whoever breaks in. It also mangles signals and the terminal.",
        Fix = "Take sudo away; put USER root in front of the RUN, and the old user behind it. gosu or setpriv help at run time.",
        Flags =
        [
            "FROM debian:12.5\nRUN sudo apt-get update",
            "FROM debian:12.5\nRUN curl -fsSL https://example.com/x | sudo tee /etc/x",
            "FROM debian:12.5\nRUN [\"sudo\", \"-E\", \"make\", \"install\"]",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN apt-get update",
            "FROM debian:12.5\nRUN echo sudo && command -v sudo",
            "FROM debian:12.5\nRUN gosu nobody true",
        ],
        Tags = ["hadolint:DL3004", "trivy:DS-0010", "checkov:CKV2_DOCKER_1", "cwe:250"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.Runs("sudo")
        from command in run.Script.Commands
        where command.HasPrefix("sudo") || command.Name == "sudo"
        select At(file, command.Words[0], "sudo has no use in a build.");
}
