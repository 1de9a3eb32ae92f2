using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds host addresses, names and oddly written protocols in <c>EXPOSE</c>.</summary>
internal sealed class ExposePortsOnly : DockerfileRule
{
    private static readonly string[] Protocols = ["tcp", "udp", "sctp"];

    public override RuleInfo Info { get; } = new("PGD016", "Write EXPOSE as port or port/protocol", Severity.Low)
    {
        Why = "EXPOSE documents ports of the container only: addresses and host ports are decided when it is started. Protocols are written in lower case.",
        Fix = "Write the container's port, and /udp where it is not TCP.",
        Flags =
        [
            "FROM debian:12.5\nEXPOSE 127.0.0.1:80:80", "FROM debian:12.5\nEXPOSE 80:8080", "FROM debian:12.5\nEXPOSE 53/UDP",
            "FROM debian:12.5\nEXPOSE http",
            "FROM debian:12.5\nEXPOSE 80/http", "FROM debian:12.5\nEXPOSE 80, 443",
        ],
        Allows =
        [
            "FROM debian:12.5\nEXPOSE 80 53/udp 5000-5010/tcp", "FROM debian:12.5\nEXPOSE $PORT/tcp", "FROM debian:12.5\nARG PORT=80\nEXPOSE ${PORT}",
        ],
        Tags = ["docker:ExposeInvalidFormat", "docker:ExposeProtoCasing"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        foreach (var port in ExposedPort.In(file))
        {
            if (!port.IsWellFormed) yield return At(file, port.Word, $"{SyntaxProblems.Quote(port.Text)} is more, or less, than a port of the container.");
            else if (port.Protocol is { } protocol && !Protocols.Contains(protocol)) yield return OddProtocol(file, port, protocol);
        }
    }

    private Finding OddProtocol(Dockerfile file, ExposedPort port, string protocol)
    {
        var lower = protocol.ToLowerInvariant();
        if (!Protocols.Contains(lower)) return At(file, port.Word, $"There is no protocol {SyntaxProblems.Quote(protocol)}: use tcp, udp or sctp.");
        var repaired = port.Word.Text.Replace("/" + protocol, "/" + lower, StringComparison.Ordinal);
        return At(file, port.Word, $"Protocol '{protocol}' is not in lower case.", new($"Write {lower}.")
        {
            Edits = repaired == port.Word.Text ? [] : [file.Replace(port.Word, repaired)],
        });
    }
}
