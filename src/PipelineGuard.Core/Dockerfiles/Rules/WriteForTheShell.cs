using System.Collections.Frozen;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds what only bash understands in scripts for a plain <c>/bin/sh</c>.</summary>
internal sealed class WriteForTheShell : DockerfileRule
{
    // Images whose /bin/sh is dash: Debian, Ubuntu, and the official images built upon them.
    private static readonly FrozenSet<string> WithDash =
        ["debian", "ubuntu", "buildpack-deps", "python", "node", "ruby", "golang", "rust", "php", "perl", "openjdk", "gcc", "maven", "gradle", "dotnet/sdk", "dotnet/aspnet", "dotnet/runtime"];

    private static readonly string[] OtherSystems = ["alpine", "mariner", "azurelinux", "ubi", "oraclelinux", "windows", "nanoserver", "chiseled"];

    public override RuleInfo Info { get; } = new("PGD322", "Write scripts for the shell that runs them", Severity.Medium)
    {
        Why = "/bin/sh of Debian and Ubuntu is dash, where [[ and source do not exist, and &> runs the command in the background.",
        Fix = "Use what POSIX has, or write SHELL [\"/bin/bash\", \"-c\"].",
        Flags =
        [
            "FROM debian:12.5\nRUN [[ -f /x ]] && make",
            "FROM python:3.12-slim\nRUN [ \"$A\" == b ] || make",
            "FROM ubuntu:24.04\nRUN source /venv/bin/activate && pip list",
            "FROM debian:12.5\nRUN make &> /log",
            "FROM debian:12.5\nRUN cat <<< hello",
            "FROM debian:12.5\nRUN pushd /src && make && popd",
        ],
        Allows =
        [
            "FROM debian:12.5\nSHELL [\"/bin/bash\", \"-c\"]\nRUN [[ -f /x ]] && source /x",
            "FROM debian:12.5\nRUN bash -c '[[ -f /x ]] && source /x'",
            "FROM debian:12.5\nRUN <<EOF\n#!/bin/bash\n[[ -f /x ]] && make\nEOF",
            "FROM alpine:3.20\nRUN [[ -f /x ]] && make",
            "FROM python:3.12-alpine\nRUN source /venv/bin/activate",
            "FROM debian:12.5\nRUN [ \"$A\" = b ] && . /x && make > /log 2>&1",
            "FROM example.com/company/base:1\nRUN [[ -f /x ]]",
        ],
        Tags = ["shellcheck:SC3010", "shellcheck:SC3014", "shellcheck:SC3020", "shellcheck:SC3046", "shellcheck:SC3011", "shellcheck:SC3044"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.All<RunInstruction>()
        where RunsInDash(run)
        from command in run.Script.Commands
        let problem = Problem(command)
        where problem is not null && command.Interpreter is null or "sh" or "dash"
        select At(file, command, $"{problem} is not known to the /bin/sh of this image.");

    private static bool RunsInDash(RunInstruction run)
    {
        if (run.IsExecForm || run.Shell.Program is not (null or "/bin/sh" or "sh")) return false;
        // A script with its own interpreter.
        if (run.Heredocs is [var heredoc, ..] && heredoc.Body.Text.StartsWith("#!", StringComparison.Ordinal)) return false;
        return run.Stage?.Root is { IsResolved: true } root && WithDash.Contains(root.Repository)
            && !OtherSystems.Any(name => root.Tag?.Contains(name, StringComparison.Ordinal) == true);
    }

    private static string? Problem(ShellCommand command) => command.Name switch
    {
        "[[" => "[[",
        "source" or "pushd" or "popd" or "shopt" or "mapfile" => command.Name,
        "[" or "test" when command.Arguments.Any(word => word.Text == "==") => "==",
        _ => command.Redirections.FirstOrDefault(redirection => redirection.Operator is "&>" or "&>>" or "<<<")?.Operator,
    };
}
