using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds passwords of users that stand in the Dockerfile.</summary>
internal sealed class SetNoPasswords : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD315", "Set no passwords of users", Severity.High)
    {
        Why = "Whoever can read the Dockerfile or the history of the image knows the password of every container.",
        Fix = "Leave users without a password; containers need no logins. If one is needed, set it at run time from a secret.",
        Flags =
        [
            "FROM debian:12.5\nRUN echo 'root:example' | chpasswd",
            "FROM debian:12.5\nRUN chpasswd <<< 'root:example'",
            "FROM debian:12.5\nRUN useradd -m -p example app",
            "FROM debian:12.5\nRUN usermod --password=example root",
            "FROM debian:12.5\nRUN passwd -d root",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN --mount=type=secret,id=pw echo \"root:$(cat /run/secrets/pw)\" | chpasswd",
            "FROM debian:12.5\nRUN useradd -m -p '*' app && passwd -l root",
            "FROM debian:12.5\nRUN mkdir -p /x && cp -p /a /b",
            "FROM debian:12.5\nRUN chpasswd < /run/secrets/users",
        ],
        Tags = ["checkov:CKV2_DOCKER_17", "cwe:259", "cwe:798"],
    };

    // The message never holds the password.
    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from command in file.Commands("chpasswd", "passwd", "useradd", "usermod")
        let problem = command.Name switch
        {
            "chpasswd" or "passwd" when ReadsLiteral(command) => "The password of a user stands here for everybody to read.",
            "passwd" when command.HasFlag("-d", "--delete") => "The user can log in without a password from here on.",
            "useradd" or "usermod" when SetsLiteral(command) => "The password of a user stands here for everybody to read.",
            _ => null,
        }
        where problem is not null
        select At(file, command, problem);

    private static bool ReadsLiteral(ShellCommand command)
    {
        if (command.Redirections.Any(redirection => redirection is { Operator: "<<<", Target.Value: not null })) return true;
        return command.Upstream is { } source && source.IsAny("echo", "printf") && source.Arguments.Length > 0 && source.Arguments.All(word => word.Value is not null);
    }

    private static bool SetsLiteral(ShellCommand command) =>
        command.FlagValue("-p", "--password") is { } value and not ("*" or "!" or "!!" or "x") && !value.Contains(Scope.Unknown, StringComparison.Ordinal);
}
