using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>wget</c> that draws its progress into the log.</summary>
internal sealed class QuietWget : DockerfileRule
{
    private static readonly string[] Quiet = ["-q", "--quiet", "-nv", "--no-verbose", "--progress", "-o", "--output-file", "-a", "--append-output", "-b", "--spider"];

    public override RuleInfo Info { get; } = new("PGD307", "Keep the progress of wget out of the log", Severity.Info)
    {
        Why = "Each download adds thousands of dots to the log of the build, and what matters is hard to find among them.",
        Fix = "Add -nv (-q on Alpine), or --progress=dot:giga for large files.",
        Flags =
        [
            "FROM debian:12.5\nRUN wget https://example.com/x.tgz",
            "FROM alpine:3.20\nRUN wget -O /tmp/x https://example.com/x.tgz",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN wget -q https://example.com/x.tgz",
            "FROM debian:12.5\nRUN wget -qO- https://example.com/x.tgz | tar xz",
            "FROM debian:12.5\nRUN wget -qO/tmp/x.tgz https://example.com/x.tgz",
            "FROM debian:12.5\nRUN wget --progress=dot:giga https://example.com/x.tgz && wget -nv https://example.com/y",
            "FROM debian:12.5\nRUN wget --version && wget $OPTIONS https://example.com/x",
        ],
        Tags = ["hadolint:DL3047"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.Runs("wget")
        from command in run.Script.Commands
        where command.Is("wget") && Downloads.Fetches(command) && !command.HasFlag(Quiet) && !command.Arguments.Any(MayQuieten)
        let flag = IsSmall(run.Stage) ? "-q" : "-nv"
        select At(file, command, "wget draws its progress into the log of the build.", new($"Add {flag}.")
        {
            Edits = run.IsExecForm ? [] : [file.InsertAfter(command.NameWord!, $" {flag}")],
        });

    // Behind the letter may stand the value of another one: "-qO/tmp/x".
    private static bool MayQuieten(ShellWord word) =>
        word.Shape.StartsWith("-q", StringComparison.Ordinal) || word.Shape.StartsWith("-nv", StringComparison.Ordinal) || (word.Shape.StartsWith(Scope.Unknown) && !word.IsQuoted);

    // The wget of busybox knows no -nv.
    private static bool IsSmall(Stage? stage) =>
        stage?.Root is { } root && (root.Repository is "alpine" or "busybox" || root.Tag?.Contains("alpine", StringComparison.Ordinal) == true);
}
