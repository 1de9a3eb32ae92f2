using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>apt-get install</c> that brings recommended packages along.</summary>
internal sealed class SkipRecommendedPackages : DockerfileRule
{
    private static readonly TextMarks Setting = new("APT::Install-Recommends");

    public override RuleInfo Info { get; } = new("PGD202", "Install no recommended packages", Severity.Low)
    {
        Why = "apt-get also installs what a package recommends. Nobody asked for these packages, and each of them can be vulnerable.",
        Fix = "Add --no-install-recommends, and name the recommended packages that you need: curl, wget and git trust no server without ca-certificates.",
        Flags =
        [
            "FROM debian:12.5\nRUN apt-get update && apt-get install -y curl",
            "FROM debian:12.5\nRUN <<EOF\nset -e\napt-get install -y curl\nEOF",
            "FROM debian:12.5\nRUN apt install -y curl",
            "FROM debian:12.5\nRUN apt-get install -y --no-install-recommends curl\nRUN apt-get install -y git",
            "FROM debian:12.5\nRUN apt-get -o APT::Install-Recommends=0 install -y curl\nRUN apt-get install -y git",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN apt-get install -y --no-install-recommends curl",
            "FROM debian:12.5\nRUN apt-get -y -o APT::Install-Recommends=false install curl",
            "FROM debian:12.5\nRUN apt-get -y -o APT::Install-Recommends=0 install curl",
            "FROM debian:12.5\nRUN echo 'APT::Install-Recommends \"0\";' > /etc/apt/apt.conf.d/99local && apt-get install -y curl",
            "FROM debian:12.5\nRUN apt-get install -y $OPTIONS curl",
            "FROM debian:12.5\nRUN apt-get install -y --install-recommends curl",
            "FROM debian:12.5 AS build\nRUN apt-get install -y gcc\nFROM debian:12.5\nCOPY --from=build /app /app",
        ],
        Tags = ["hadolint:DL3015", "trivy:DS-0029"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        var runs = file.Shipped<RunInstruction>().ToList();
        // A line of configuration, written by whatever command, holds for all that follow.
        if (runs.Any(run => run.MayHold(Setting) && Configures(run))) return [];
        var recommended = new RecommendedPackages(file);
        return from run in file.ShippedRuns("apt-get", "apt", "aptitude")
               from command in run.Script.Commands
               let install = PackageManagers.Apt.InstallWord(command)
               where install is not null && !command.MayHoldMoreOptions && !command.HasFlag("--no-install-recommends", "--install-recommends", "-R", "--without-recommends")
               where !command.Arguments.Any(word => Setting.AreIn(word.Shape))
               let missing = recommended.CountedOn(command)
               select At(file, command, $"{command.Name} installs what the packages recommend, too.", new(Advice(missing))
               {
                   Edits = run.IsExecForm ? [] : [file.InsertAfter(install, " --no-install-recommends"), .. AddedTo(file, command, missing)],
               });
    }

    private static bool Configures(RunInstruction run) =>
        run.Heredocs.Any(heredoc => Setting.AreIn(heredoc.Body.Text))
        || run.Script.Commands.Any(command => !PackageManagers.Apt.Programs.Contains(command.Name ?? "") && command.Words.Any(word => Setting.AreIn(word.Shape)));

    private static string Advice(string packages) =>
        packages.Length == 0 ? "Add --no-install-recommends." : RepeatedText.Of($"Add --no-install-recommends, and name what others count on: {packages}.");

    private static ImmutableArray<TextEdit> AddedTo(Dockerfile file, ShellCommand command, string packages) =>
        packages.Length == 0 ? [] : [file.InsertAfter(command.PackageArguments.Last(), RepeatedText.Of($" {packages}"))];
}
