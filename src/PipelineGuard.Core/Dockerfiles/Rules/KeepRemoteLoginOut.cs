using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds exposed ports of remote logins.</summary>
internal sealed class KeepRemoteLoginOut : DockerfileRule
{
    private static readonly (int Port, string Name)[] Services =
    [
        (22, "SSH"), (23, "Telnet"), (512, "rexec"), (513, "rlogin"), (3389, "Remote Desktop"), (5900, "VNC"), (5985, "WinRM"), (5986, "WinRM"),
    ];

    public override RuleInfo Info { get; } = new("PGD017", "Do not expose remote logins", Severity.Medium)
    {
        Why = "A login within a container is a second way in, with passwords and keys of its own to leak; engines have exec for that.",
        Fix = "Remove the port and the server behind it.",
        Flags =
        [
            "FROM debian:12.5\nEXPOSE 22", "FROM debian:12.5\nEXPOSE 80 22/tcp", "FROM debian:12.5\nEXPOSE 20-23", "FROM debian:12.5\nEXPOSE 3389",
        ],
        Allows = ["FROM debian:12.5\nEXPOSE 80 2222", "FROM debian:12.5\nEXPOSE 22/udp", "FROM debian:12.5\nARG PORT\nEXPOSE $PORT"],
        Tags = ["trivy:DS-0004", "checkov:CKV_DOCKER_1"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from port in ExposedPort.In(file)
        where port.IsWellFormed && port.Protocol is null or "tcp" or "TCP"
        from service in Services
        where port.First <= service.Port && service.Port <= port.Last
        select At(file, port.Word, $"Port {service.Port} is that of {service.Name}.");
}
