using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds downloads that are unpacked or made executable unchecked.</summary>
internal sealed class CheckDownloads : DockerfileRule
{
    private static readonly string[] Using = ["tar", "unzip", "bsdtar", "gunzip", "dpkg", "rpm", "install", "chmod", "sh", "bash", "python", "python3", "7z"];

    public override RuleInfo Info { get; } = new("PGD312", "Check downloads against a checksum", Severity.Low)
    {
        Why = "A file that changed on the server, or on its way, is unpacked or run like the one that you tested.",
        Fix = "Check it in the same RUN (sha256sum -c, gpg --verify), or use ADD --checksum=sha256:….",
        Flags =
        [
            "FROM debian:12.5\nRUN curl -fsSL https://example.com/x-1.2.tgz | tar xz",
            "FROM debian:12.5\nRUN wget -q https://example.com/x-1.2.zip && unzip x-1.2.zip && rm x-1.2.zip",
            "FROM debian:12.5\nRUN curl -fsSL -o /usr/bin/x https://example.com/x-1.2 && chmod +x /usr/bin/x",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN curl -fsSLO https://example.com/x-1.2.tgz && echo '0123abcd x-1.2.tgz' | sha256sum -c && tar xzf x-1.2.tgz",
            "FROM debian:12.5\nRUN curl -fsSL https://example.com/key.asc -o /etc/apt/keyrings/x.asc",
            "FROM debian:12.5\nRUN curl -fsS http://localhost:8080/ && chmod +x /x",
            "FROM debian:12.5\nRUN chmod +x /usr/bin/x && curl -fsS https://example.com/notify",
            "FROM debian:12.5\nRUN curl -fsSL https://example.com/install.sh | sh",
        ],
        Tags = ["cwe:494"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.All<RunInstruction>()
        where !run.Script.Commands.Any(Downloads.Checks)
        let download = run.Script.Commands.FirstOrDefault(command => Downloads.Fetches(command) && !Downloads.Urls(command).Any(url => Downloads.IsLocal(url.Shape)))
        // A shell that reads the download itself has a rule of its own.
        where download is not null && !(download.Downstream is { } reader && reader.IsAny("sh", "bash"))
        let use = run.Script.Commands.FirstOrDefault(command => command.Span.Start > download.Span.Start && command.IsAny(Using))
        where use is not null
        select At(file, download, $"Nothing checks this download before {use.Name} works on it.");
}
