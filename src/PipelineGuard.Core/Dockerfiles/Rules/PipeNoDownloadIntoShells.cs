using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds downloads that are run while they arrive.</summary>
internal sealed class PipeNoDownloadIntoShells : DockerfileRule
{
    private static readonly string[] Interpreters = ["sh", "bash", "ash", "dash", "zsh", "ksh", "python", "python3", "perl", "ruby", "node", "php"];

    public override RuleInfo Info { get; } = new("PGD308", "Do not run a download unseen", Severity.High)
    {
        Why = "Whoever controls the server today decides what the build runs as root, and nobody can tell afterwards what it was.",
        Fix = "Download a fixed version to a file, check it against a checksum, then run it; or install a package.",
        Flags =
        [
            "FROM debian:12.5\nRUN curl -fsSL https://example.com/install.sh | sh",
            "FROM debian:12.5\nRUN wget -qO- https://example.com/install.sh | sudo -E bash -s -- --yes",
            "FROM debian:12.5\nRUN bash -c \"$(curl -fsSL https://example.com/install.sh)\"",
            "FROM debian:12.5\nSHELL [\"/bin/bash\", \"-c\"]\nRUN bash <(curl -fsSL https://example.com/install.sh)",
            "FROM debian:12.5\nRUN curl -fsSL https://example.com/get-pip.py | python3 -",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN curl -fsSLO https://example.com/install.sh && echo '0123abcd install.sh' | sha256sum -c && sh install.sh",
            "FROM debian:12.5\nRUN curl -fsSL https://example.com/x.tgz | tar xz",
            "FROM debian:12.5\nRUN curl -fsSL https://example.com/x.json | python3 -m json.tool",
            "FROM debian:12.5\nRUN curl -fsSL https://example.com/x | bash -c 'cat > /x'",
            "FROM debian:12.5\nRUN VERSION=\"$(curl -fsSL https://example.com/version)\" && sh -c true",
        ],
        Tags = ["cwe:494"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from command in file.Commands(Downloads.Fetching)
        where Downloads.Fetches(command) && (ReadsScript(command.Downstream) || IsScriptOfOuter(command))
        select At(file, command, $"What {command.Name} fetches here is run without a look at it.");

    // An interpreter that is given a program already reads data from the pipe.
    private static bool ReadsScript(ShellCommand? reader) =>
        reader is not null && reader.IsAny(Interpreters) && !reader.HasFlag("-c", "-m", "-e", "-n", "-r") && (reader.HasFlag("-s") || reader.Operands.All(word => word.Shape == "-"));

    // bash -c "$(curl …)", bash <(curl …), eval "$(curl …)"
    private static bool IsScriptOfOuter(ShellCommand command) =>
        command.Pipeline.List is { Role: ShellRole.Substitution, Outer.Elements: [.., ShellCommand outer] }
        && outer.Span.Contains(command.Span)
        && (outer.IsAny(Interpreters) || outer.IsAny("eval", "source", ".")) && outer.Arguments.Any(word => word.Shape.StartsWith(Scope.Unknown) && word.Span.Contains(command.Span));
}
