using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds downloads from whoever answers.</summary>
internal sealed class VerifyDownloadHosts : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD309", "Let curl and wget check certificates", Severity.High)
    {
        Why = "Without the check anybody on the way to the server can put another file into the image.",
        Fix = "Install ca-certificates, or give the certificate of your server (--cacert, --ca-certificate), and take the option away.",
        Flags =
        [
            "FROM debian:12.5\nRUN curl -k https://example.com/x -o /x",
            "FROM debian:12.5\nRUN curl -fsSLk -o /x https://example.com/x",
            "FROM debian:12.5\nRUN curl --insecure https://example.com/x -o /x",
            "FROM debian:12.5\nRUN wget -q --no-check-certificate https://example.com/x",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN curl -fsSL --cacert /etc/ca.pem https://example.com/x -o /x",
            "FROM debian:12.5\nRUN wget -k https://example.com/x && tar -k -xf x",
            "FROM debian:12.5\nRUN curl -fk https://localhost:8443/health",
        ],
        Tags = ["checkov:CKV2_DOCKER_2", "checkov:CKV2_DOCKER_3", "cwe:295"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from command in file.Commands("curl", "wget")
        let flag = command.Name switch
        {
            "curl" => command.FindFlag("-k", "--insecure", "--proxy-insecure"),
            "wget" => command.FindFlag("--no-check-certificate"),
            _ => null,
        }
        where flag is not null && !Downloads.Urls(command).Any(url => Downloads.IsLocal(url.Shape))
        select At(file, flag, $"With {Quoting.Quote(flag)} {command.Name} takes the file from anybody.");
}
