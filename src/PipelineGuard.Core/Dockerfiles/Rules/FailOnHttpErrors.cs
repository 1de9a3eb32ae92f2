using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>curl</c> that saves an error page as if it were the file.</summary>
internal sealed class FailOnHttpErrors : DockerfileRule
{
    private static readonly string[] Failing = ["-f", "--fail", "--fail-with-body", "--fail-early", "-I", "--head"];

    public override RuleInfo Info { get; } = new("PGD310", "Let curl fail on HTTP errors", Severity.Low)
    {
        Why = "Without -f curl is content with a 404: its error page ends up in the image, or in a shell, and the build goes on.",
        Fix = "Add -f.",
        Flags =
        [
            "FROM debian:12.5\nRUN curl -sSL -o /x https://example.com/x",
            "FROM debian:12.5\nRUN curl -LO https://example.com/x",
            "FROM debian:12.5\nRUN curl https://example.com/x > /x",
            "FROM debian:12.5\nRUN curl -sSL https://example.com/x.tgz | tar xz",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN curl -fsSL -o /x https://example.com/x",
            "FROM debian:12.5\nRUN curl --fail -LO https://example.com/x && curl --version",
            "FROM debian:12.5\nRUN curl $OPTIONS -o /x https://example.com/x",
            "FROM debian:12.5\nRUN curl -s https://example.com/notify",
        ],
        Tags = [],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.Runs("curl")
        from command in run.Script.Commands
        where command.Is("curl") && Downloads.Fetches(command) && Keeps(command) && !command.HasFlag(Failing)
        where !command.Arguments.Any(word => word.Shape.StartsWith(Scope.Unknown) && !word.IsQuoted)
        select At(file, command, "curl keeps the server's error page when the file is not there.", new("Add -f.")
        {
            Edits = run.IsExecForm ? [] : [file.InsertAfter(command.NameWord!, " -f")],
        });

    private static bool Keeps(ShellCommand command) =>
        command.HasFlag("-o", "--output", "-O", "--remote-name", "--remote-name-all") || command.Downstream is not null
        || command.Redirections.Any(redirection => redirection is { Operator: ">" or ">>", Descriptor: null or 1 } && redirection.Target?.Shape != "/dev/null");
}
