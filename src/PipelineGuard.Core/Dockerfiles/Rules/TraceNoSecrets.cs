using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds secrets that a build prints into its log.</summary>
internal sealed class TraceNoSecrets : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD327", "Keep secrets out of the log", Severity.High)
    {
        Why = "With set -x the shell prints every command with its values, and env prints all variables: the secret ends up in the log of the build.",
        Fix = "Switch tracing off (set +x) around what uses the secret, and let programs read the file under /run/secrets themselves.",
        Flags =
        [
            "FROM debian:12.5\nRUN --mount=type=secret,id=token set -ex; curl -fsS -H \"Authorization: $(cat /run/secrets/token)\" https://example.com",
            "FROM debian:12.5\nRUN --mount=type=secret,id=token,env=TOKEN set -x && fetch \"$TOKEN\"",
            "FROM debian:12.5\nRUN --mount=type=secret,id=token,env=TOKEN env && make",
            "FROM debian:12.5\nRUN --mount=type=secret,id=token cat /run/secrets/token",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN --mount=type=secret,id=token set -e; curl -fsS -H \"Authorization: $(cat /run/secrets/token)\" https://example.com",
            "FROM debian:12.5\nRUN --mount=type=secret,id=token set -ex; fetch --token-file /run/secrets/token",
            "FROM debian:12.5\nRUN set -x && env && make \"$(cat version)\"",
            "FROM debian:12.5\nRUN --mount=type=secret,id=token,env=TOKEN env A=b make && TOKEN2=$(cat /run/secrets/token) make",
            "FROM debian:12.5\nRUN --mount=type=secret,id=token cat /run/secrets/token | login --stdin",
        ],
        Tags = ["cwe:532"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.All<RunInstruction>()
        let secrets = run.Mounts.Where(mount => mount.Type == "secret").ToList()
        where secrets.Count > 0
        let variables = secrets.Select(mount => mount["env"]).OfType<string>().ToList()
        from command in run.Script.Commands
        where Prints(command, variables) || (command.Options.Trace && (UsesVariable(command, variables) || IsValueOfOuter(command)))
        select At(file, command, "This prints a secret into the log of the build.");

    private static bool UsesVariable(ShellCommand command, List<string> variables) =>
        command.Words.Any(word => word.Expansions.Any(expansion => variables.Contains(expansion.Name)));

    // cat /run/secrets/… within "$(…)"
    private static bool IsValueOfOuter(ShellCommand command) => ReadsSecret(command) && command.IsWithin(ShellRole.Substitution);

    private static bool Prints(ShellCommand command, List<string> variables)
    {
        bool reachesLog = command.Downstream is null && command.Redirections.IsEmpty && !command.IsWithin(ShellRole.Substitution);
        bool isEnvironment = variables.Count > 0 && (command.Is("printenv") || (command.Name == "env" && command.Words.Length == 1));
        return reachesLog && (isEnvironment || ReadsSecret(command) || (command.IsAny("echo", "printf") && UsesVariable(command, variables)));
    }

    private static bool ReadsSecret(ShellCommand command) =>
        command.Name == "cat" && command.Arguments.Any(word => word.Shape.StartsWith("/run/secrets/", StringComparison.Ordinal));
}
