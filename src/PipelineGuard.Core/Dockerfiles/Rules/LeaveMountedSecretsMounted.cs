using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds mounted secrets that are printed, or copied into the layer.</summary>
internal sealed class LeaveMountedSecretsMounted : DockerfileRule
{
    private const string Printed = "printed into the build's log";

    public override RuleInfo Info { get; } = new("PGD412", "Leave mounted secrets where they are mounted", Severity.High)
    {
        Why = "A mount keeps the secret out of the image only as long as nothing copies it; printed, it stands in the build's log.",
        Fix = "Read the file in place, mount it at the path where it is needed (target=), or give it as a variable (env=).",
        Flags =
        [
            "FROM debian:12.5\nRUN --mount=type=secret,id=token cat /run/secrets/token",
            "FROM debian:12.5\nRUN --mount=type=secret,id=token cp /run/secrets/token /root/.token",
            "FROM debian:12.5\nRUN --mount=type=secret,id=netrc,target=/tmp/netrc cat /tmp/netrc > /root/.netrc && make",
            "FROM debian:12.5\nRUN --mount=type=secret,id=token,env=TOKEN echo \"$TOKEN\" > /app/token",
            "FROM debian:12.5\nRUN --mount=type=secret,id=token,env=TOKEN env",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN --mount=type=secret,id=token TOKEN=$(cat /run/secrets/token) make",
            "FROM debian:12.5\nRUN --mount=type=secret,id=token cat /run/secrets/token | docker login --password-stdin",
            "FROM debian:12.5\nRUN --mount=type=secret,id=token cp /run/secrets/token /root/.token && make && rm /root/.token",
            "FROM debian:12.5\nRUN --mount=type=secret,id=token ln -s /run/secrets/token /root/.token && make",
            "FROM debian:12.5\nRUN --mount=type=secret,id=token,env=TOKEN echo \"$TOKEN\" | base64 -d | make && env FOO=1 make",
            "FROM debian:12.5\nRUN --mount=type=cache,target=/cache cat /cache/list && cp /cache/list /list",
            "FROM debian:12.5\nRUN --mount=type=secret,id=token cat /run/secrets/token > /dev/null && cp a b",
        ],
        Tags = ["cis-docker:4.10", "cwe:532", "cwe:538"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.All<RunInstruction>()
        let secrets = run.Mounts.Where(mount => mount.Type == "secret").ToList()
        where secrets.Count > 0
        let files = secrets.Select(mount => mount.Target ?? $"/run/secrets/{mount["id"] ?? mount["source"] ?? mount["src"]}").ToHashSet()
        let variables = secrets.Select(mount => mount["env"]).OfType<string>().ToHashSet()
        let removed = run.Script.Commands.LastOrDefault(command => command.IsAny("rm", "shred", "unlink"))?.Span.Start ?? -1
        from command in run.Script.Commands
        let what = Leak(command, files, variables)
        where what is not null && (what == Printed || command.Span.Start > removed)
        select At(file, command.NameWord!, $"The mounted secret is {what}.");

    private static string? Leak(ShellCommand command, HashSet<string> files, HashSet<string> variables)
    {
        if (command.IsAny("cp", "mv", "install"))
            return command.Operands.SkipLast(1).Any(word => files.Contains(word.Shape)) ? "copied into the layer" : null;
        if (command.IsAny("env", "printenv", "export") && command.Arguments.IsEmpty && variables.Count > 0) return Output(command);
        bool shows = command.Name == "cat" && command.Operands.Any(word => files.Contains(word.Shape))
            || command.IsAny("echo", "printf") && command.Arguments.SelectMany(word => word.Expansions).Any(Shows);
        return shows ? Output(command) : null;

        // "${NAME:+set}" says only that there is a value.
        bool Shows(ShellExpansion expansion) => variables.Contains(expansion.Name) && expansion.Operator.Length == 0;
    }

    // Where the output goes: to the log unless somebody reads it or it is written to a file.
    private static string? Output(ShellCommand command)
    {
        var written = command.Redirections.FirstOrDefault(redirection => redirection is { Operator: ">" or ">>" or ">|", Descriptor: null or 1 });
        if (written is { Target: { } target })
            return target.Shape.StartsWith("/dev/", StringComparison.Ordinal) ? null : "written into the layer";
        bool isRead = command.Pipeline.Elements.Count > command.Index + 1 || command.IsWithin(ShellRole.Substitution);
        return isRead ? null : Printed;
    }
}
