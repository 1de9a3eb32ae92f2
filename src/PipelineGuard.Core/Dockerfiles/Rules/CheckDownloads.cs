using PipelineGuard.Dockerfiles.Shell;
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
            "FROM debian:12.5\nRUN curl -fsSL -o /key.asc https://example.com/key.asc && chmod go+r /key.asc && tar xzf /other.tgz",
            "FROM debian:12.5\nRUN chmod +x /usr/bin/x && curl -fsS https://example.com/notify",
            "FROM debian:12.5\nRUN curl -fsSL https://example.com/install.sh | sh",
        ],
        Tags = ["cis-docker:4.11", "cis-docker:4.12", "cwe:494"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.Runs(Downloads.Fetching)
        where !run.Script.Commands.Any(Downloads.Checks)
        let download = run.Script.Commands.FirstOrDefault(command => Downloads.Fetches(command) && !Downloads.Urls(command).Any(url => Downloads.IsLocal(url.Shape)))
        // A shell that reads the download itself has a rule of its own.
        where download is not null && !(download.Downstream is { } reader && reader.IsAny("sh", "bash"))
        let use = run.Script.Commands.FirstOrDefault(command => IsUseOf(download, command))
        where use is not null
        select At(file, download, $"Nothing checks this download before {use.Name} works on it.");

    private static bool IsUseOf(ShellCommand download, ShellCommand command)
    {
        if (command.Span.Start <= download.Span.Start || !command.IsAny(Using)) return false;
        // A key that others may read is not run.
        if (command.Is("chmod") && command.Operands.FirstOrDefault()?.Shape.AsSpan().ContainsAny("x157") != true) return false;
        return command == download.Downstream || FileNames(download).Any(name => command.Arguments.Any(word => Names(word.Shape, name)));
    }

    // Where it is saved, or the end of the address.
    private static IEnumerable<string> FileNames(ShellCommand download) =>
        from path in Downloads.Urls(download).Select(url => url.Shape).Append(download.FlagValue("-o", "--output", "-O", "--output-document") ?? "")
        let name = path[(path.LastIndexOf('/') + 1)..]
        where name.Length > 0
        select name;

    private static bool Names(string word, string file) =>
        word.EndsWith(file, StringComparison.Ordinal) && (word.Length == file.Length || word[^(file.Length + 1)] is '/' or '=');
}
