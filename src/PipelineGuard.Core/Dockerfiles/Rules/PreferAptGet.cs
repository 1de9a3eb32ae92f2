using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>apt</c>, which is made for people at a terminal.</summary>
internal sealed class PreferAptGet : DockerfileRule
{
    private static readonly string[] Shared = ["install", "update", "upgrade", "remove", "purge", "autoremove", "clean", "build-dep"];

    public override RuleInfo Info { get; } = new("PGD205", "Use apt-get instead of apt", Severity.Low)
    {
        Why = "The output and options of apt may change with any release; its manual asks scripts to use apt-get and apt-cache.",
        Fix = "Write apt-get.",
        Flags =
        [
            "FROM debian:12.5\nRUN apt update && apt install -y curl",
            "FROM debian:12.5\nRUN sudo /usr/bin/apt -y install curl",
            "FROM debian:12.5\nRUN [\"apt\", \"install\", \"-y\", \"curl\"]",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN apt-get update && apt-get install -y curl",
            "FROM debian:12.5\nRUN rm -rf /etc/apt && echo apt install",
            "FROM debian:12.5\nRUN command -v apt",
            "FROM alpine:3.20\nRUN apk add --no-cache apt",
        ],
        Tags = ["hadolint:DL3027", "checkov:CKV_DOCKER_9"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.Runs("apt")
        from command in run.Script.Commands
        where command.Name == "apt" && command.Operands.FirstOrDefault()?.Value is { } verb && Shared.Contains(verb)
        select At(file, command.NameWord!, "apt is meant for people at a terminal.", new("Write apt-get.")
        {
            Edits = command.NameWord!.Text == "apt" && !run.IsExecForm ? [file.Replace(command.NameWord, "apt-get")] : [],
        });
}
