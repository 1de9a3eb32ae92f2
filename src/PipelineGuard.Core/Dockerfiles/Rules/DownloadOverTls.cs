using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds downloads on an open line.</summary>
internal sealed class DownloadOverTls : DockerfileRule
{
    private static readonly string[] Programs = ["curl", "wget", "aria2c", "git", "pip", "pip3", "npm", "yarn", "pnpm", "gem", "go"];
    private static readonly string[] OpenLines = ["http://", "ftp://", "git://"];

    public override RuleInfo Info { get; } = new("PGD311", "Download over an encrypted connection", Severity.Medium)
    {
        Why = "What comes over plain HTTP can be changed by anybody on its way.",
        Fix = "Use https://. Where that is impossible, check the file against a checksum in the same RUN.",
        Flags =
        [
            "FROM debian:12.5\nRUN curl -fsSL http://example.com/x.tgz | tar xz",
            "FROM debian:12.5\nRUN git clone git://example.com/x.git",
            "FROM python:3.12-slim\nRUN pip install --index-url=http://pypi.example.com/simple flask==3.0.3",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN curl -fsSL https://example.com/x.tgz | tar xz",
            "FROM debian:12.5\nRUN curl -fsSLO http://example.com/x.tgz && echo '0123abcd x.tgz' | sha256sum -c",
            "FROM debian:12.5\nRUN curl -fsS http://localhost:8080/health",
            "FROM debian:12.5\nRUN echo 'deb http://deb.example.com/debian bookworm main' > /etc/apt/sources.list",
            "FROM debian:12.5\nRUN curl -fsSL -H 'Referer: http://example.com' https://example.com/x",
        ],
        Tags = ["cwe:319"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.Runs(Programs)
        where !run.Script.Commands.Any(Downloads.Checks)
        from command in run.Script.Commands
        where command.IsAny(Programs)
        from word in command.Arguments
        where OpenLineIn(word.Shape) is { } url && !Downloads.IsLocal(url)
        select At(file, word, $"{command.Name} fetches this on an open line.");

    // The address, or the value of an option.
    private static string? OpenLineIn(string word)
    {
        int start = word.StartsWith("--", StringComparison.Ordinal) ? word.IndexOf('=', StringComparison.Ordinal) + 1 : 0;
        return OpenLines.Any(line => word.AsSpan(start).StartsWith(line)) ? word[start..] : null;
    }
}
