using System.Globalization;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds users whose high number fills the image with an empty log.</summary>
internal sealed class AddUsersWithoutLog : DockerfileRule
{
    // The log has 256 bytes and more for each number: 25 MB at this one. Builders write out what a file system would leave sparse.
    private const long High = 100_000;

    public override RuleInfo Info { get; } = new("PGD237", "Add users with high numbers without a login log", Severity.Low)
    {
        Why = "useradd enters the user in /var/log/lastlog and faillog, which grow with the number: one with ten digits makes an image of gigabytes.",
        Fix = "Add --no-log-init, or take a lower number.",
        Flags = ["FROM debian:12.5\nRUN useradd -u 1000660000 app", "FROM debian:12.5\nRUN useradd --create-home --uid=200000 app"],
        Allows =
        [
            "FROM debian:12.5\nRUN useradd --no-log-init -u 1000660000 app",
            "FROM debian:12.5\nRUN useradd -lmu 1000660000 app",
            "FROM debian:12.5\nRUN useradd -u 10001 app",
            "FROM debian:12.5\nRUN useradd -u $APP_UID app",
            "FROM alpine:3.20\nRUN adduser -D -u 1000660000 app",
        ],
        Tags = ["hadolint:DL3046"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.Runs("useradd")
        from command in run.Script.Commands
        where command.Is("useradd") && !command.HasFlag("-l", "--no-log-init")
        where long.TryParse(command.FlagValue("-u", "--uid"), CultureInfo.InvariantCulture, out long id) && id >= High
        select At(file, command, "The login log of this user takes megabytes or gigabytes of the image.", new("Add --no-log-init.")
        {
            Edits = run.IsExecForm ? [] : [file.InsertAfter(command.NameWord!, " --no-log-init")],
        });
}
