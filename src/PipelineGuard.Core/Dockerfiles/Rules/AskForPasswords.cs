using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds users who become root without a password.</summary>
internal sealed class AskForPasswords : DockerfileRule
{
    private static readonly TextMarks Mark = new("NOPASSWD");

    public override RuleInfo Info { get; } = new("PGD316", "Let nobody become root without a password", Severity.Medium)
    {
        Why = "NOPASSWD makes the user root in all but name: a flaw in the application is then a flaw with the rights of root.",
        Fix = "Do what needs root in front of USER, and leave sudo out of the image.",
        Flags =
        [
            "FROM debian:12.5\nRUN echo 'app ALL=(ALL) NOPASSWD:ALL' >> /etc/sudoers",
            "FROM debian:12.5\nRUN echo \"$USER ALL=(ALL) NOPASSWD: ALL\" > /etc/sudoers.d/app && chmod 440 /etc/sudoers.d/app",
            "FROM debian:12.5\nCOPY <<EOF /etc/sudoers.d/app\napp ALL=(ALL) NOPASSWD: ALL\nEOF",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN echo 'app ALL=(ALL) ALL' >> /etc/sudoers.d/app",
            "FROM debian:12.5 AS build\nRUN echo 'app ALL=(ALL) NOPASSWD:ALL' >> /etc/sudoers\nFROM debian:12.5\nCOPY --from=build /app /app",
            "FROM debian:12.5\n# NOPASSWD is not used\nRUN true",
        ],
        Tags = ["cwe:250"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        var inRuns = from run in file.Shipped<RunInstruction>()
                     where run.MayHold(Mark)
                     from command in run.Script.Commands
                     from word in command.Arguments
                     where word.Shape.Contains("NOPASSWD", StringComparison.Ordinal)
                     select At(file, word, "This user becomes root without a password.");
        var copied = from copy in file.Shipped<CopyInstruction>()
                     from heredoc in copy.Heredocs
                     where heredoc.Body.Text.Contains("NOPASSWD", StringComparison.Ordinal)
                     select At(file, heredoc, "A user in this document becomes root without a password.");
        return inRuns.Concat(copied);
    }
}
