using System.Collections.Frozen;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds pipes whose failure nobody notices.</summary>
internal sealed class FailWithThePipe : DockerfileRule
{
    // They print what is there, or work on text: when they fail, what reads them fails or finds nothing.
    private static readonly FrozenSet<string> Harmless =
    [
        "echo", "printf", "yes", "true", ":", "cat", "ls", "find", "grep", "egrep", "fgrep", "sed", "awk", "gawk", "cut", "sort", "uniq", "tr", "head", "tail", "wc", "tee", "xargs",
        "basename", "dirname", "uname", "date", "env", "printenv", "ldd", "scanelf", "readelf", "objdump", "dpkg", "dpkg-query", "dpkg-architecture", "apt-cache", "apt-mark",
        "apk", "rpm", "seq", "getent", "id", "which", "type", "getconf", "strings", "file", "nproc", "hostname", "locale", "fc-list", "fc-scan", "perl", "paste", "comm",
    ];

    public override RuleInfo Info { get; } = new("PGD304", "Let a pipe fail when any part of it fails", Severity.Low)
    {
        Why = "The shell looks only at the last command of a pipe: when a download breaks, the build goes on with half of it.",
        Fix = "Write SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"], or begin with set -o pipefail where the shell knows it (bash, Alpine).",
        Flags =
        [
            "FROM debian:12.5\nRUN curl -fsSL https://example.com/x.tgz | tar xz",
            "FROM debian:12.5\nRUN set -e; wget -qO- https://example.com/x.tgz | tar xz",
            "FROM alpine:3.20\nRUN wget -qO- https://example.com/x.tgz | tar xz",
            "FROM debian:12.5\nSHELL [\"/bin/bash\", \"-c\"]\nRUN ./generate | ./load",
        ],
        Allows =
        [
            "FROM debian:12.5\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN curl -fsSL https://example.com/x.tgz | tar xz",
            "FROM alpine:3.20\nRUN set -o pipefail && wget -qO- https://example.com/x.tgz | tar xz",
            "FROM debian:12.5\nRUN set -euxo pipefail; curl -fsSL https://example.com/x.tgz | tar xz",
            "FROM debian:12.5\nRUN echo '0123abcd *x.tgz' | sha256sum -c -",
            "FROM debian:12.5\nRUN find / -name '*.pyc' | xargs rm -f",
            "FROM debian:12.5\nRUN if curl -fsS https://example.com | grep -q ok; then true; fi",
            "FROM debian:12.5\nRUN <<EOF\n#!/usr/bin/env bash\nset -o pipefail\ncurl -fsSL https://example.com/x.tgz | tar xz\nEOF",
            "FROM mcr.microsoft.com/powershell:7.4-debian-12\nSHELL [\"pwsh\", \"-Command\"]\nRUN curl x | tar xz",
        ],
        Tags = ["trivy:DS-0032", "hadolint:DL4006"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.All<RunInstruction>()
        let command = run.Script.Commands.FirstOrDefault(GoesUnnoticed)
        where command is not null
        select At(file, command, $"Nobody notices when {SyntaxProblems.Quote(command.Name)} fails: the pipe looks at its last command only.", new("Set pipefail.")
        {
            Edits = KnowsPipefail(run) && !run.Script.Commands.Any(MayFailForNothing) && command.Pipeline.List is { Role: ShellRole.Script, Owner: null } ? [file.InsertBefore(run.Script.Commands[0], "set -o pipefail && ")] : [],
        });

    private static bool GoesUnnoticed(ShellCommand command) =>
        command.Pipeline.Elements.Count > 1 && command.Index < command.Pipeline.Elements.Count - 1
        && command is { Options.PipeFail: false, Name: { } name } && !Harmless.Contains(name)
        && command.Pipeline is { IsNegated: false, After: not ShellOperator.Or } && !command.IsWithin(ShellRole.Condition);

    // With pipefail on: what closes the pipe before all is read kills the one that writes, and a search in the middle that finds nothing is a failure.
    private static bool MayFailForNothing(ShellCommand command)
    {
        if (command.Pipeline.Elements.Count == 1) return false;
        if (command.Index < command.Pipeline.Elements.Count - 1 && command.IsAny("yes", "grep", "egrep", "fgrep", "zgrep", "diff", "cmp")) return true;
        return command.Index > 0 && (command.IsAny("head", "true", ":", "read")
            || command.IsAny("grep", "egrep", "fgrep") && command.HasFlag("-q", "--quiet", "--silent", "-m", "--max-count", "-l", "--files-with-matches")
            || command.IsAny("sed", "awk", "gawk", "mawk") && command.Arguments.Any(word => !word.IsFlag && (word.Shape.Contains('q', StringComparison.Ordinal) || word.Shape.Contains("exit", StringComparison.Ordinal))));
    }

    private static bool KnowsPipefail(RunInstruction run)
    {
        // The insertion must come first in the script, in a place of its own, and must not be taken back.
        if (run.Script.Commands.Any(command => command.Is("set") && command.Arguments.Any(word => word.Shape == "pipefail"))) return false;
        if (run.IsExecForm || !run.Heredocs.IsEmpty || run.Script.Commands[0].Span.Start != run.Command.ToSource(0)) return false;
        if (run.Shell.Program is { } program) return program.EndsWith("bash", StringComparison.Ordinal);
        return run.Stage?.Root is { } root && (root.Repository == "alpine" || root.Tag?.Contains("alpine", StringComparison.Ordinal) == true);
    }
}
