using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>RUN cd …</c> in the place of <c>WORKDIR</c>.</summary>
internal sealed class UseWorkdir : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD301", "Use WORKDIR instead of cd", Severity.Info)
    {
        Why = "cd holds until the end of its RUN; the next instruction starts in the old folder again, which readers overlook.",
        Fix = "Write WORKDIR in front of the RUN.",
        Flags =
        [
            "FROM node:22-slim\nRUN cd /app && npm ci",
            "FROM node:22-slim\nRUN cd /app",
            "FROM node:22-slim\nRUN <<EOF\ncd /app\nnpm ci\nEOF",
        ],
        Allows =
        [
            "FROM node:22-slim\nWORKDIR /app\nRUN npm ci",
            "FROM debian:12.5\nRUN cd /src && make && cd / && rm -rf /src",
            "FROM debian:12.5\nRUN cd /tmp && tar xf x.tar",
            "FROM debian:12.5\nRUN (cd /app && make)",
            "FROM debian:12.5\nRUN cd \"$APP\" && make",
            "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN cd /app",
        ],
        Tags = ["trivy:DS-0013", "hadolint:DL3003"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.Runs("cd")
        let cd = run.Script.Commands.FirstOrDefault()
        where cd is { Name: "cd", Arguments: [{ Value: ['/', _, ..] folder }], Pipeline: { Index: 0, Elements.Count: 1, List: { Role: ShellRole.Script, Owner: null } } }
            && !folder.StartsWith("/tmp", StringComparison.Ordinal) && !folder.StartsWith("/var/tmp", StringComparison.Ordinal)
        where run.Script.Commands.Count(command => command.Name == "cd") == 1
        select At(file, cd, run.Script.Commands.Length == 1
            ? $"{Quoting.Quote(cd.Arguments[0])} is left again at the end of this RUN: the cd does nothing."
            : $"The whole RUN works in {Quoting.Quote(cd.Arguments[0])}.");
}
