using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds port numbers that do not exist.</summary>
internal sealed class ExposeValidPorts : DockerfileRule
{
    private const int Highest = 65535;

    public override RuleInfo Info { get; } = new("PGD015", "Expose ports that exist", Severity.High)
    {
        Why = "Ports are numbers from 1 to 65535; builders refuse others, or the port can never be reached.",
        Fix = "Correct the number.",
        Flags =
        [
            "FROM debian:12.5\nEXPOSE 80000", "FROM debian:12.5\nEXPOSE 80 0/tcp", "FROM debian:12.5\nENV PORT=70000\nEXPOSE $PORT",
            "FROM debian:12.5\nEXPOSE 9000-8000",
        ],
        Allows = ["FROM debian:12.5\nEXPOSE 80 443/tcp 65535/udp", "FROM debian:12.5\nEXPOSE 8000-9000", "FROM debian:12.5\nARG PORT\nEXPOSE $PORT"],
        Tags = ["hadolint:DL3011", "trivy:DS-0008"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from port in ExposedPort.In(file)
        where port.IsWellFormed && (port.First < 1 || port.Last > Highest || port.First > port.Last)
        select At(file, port.Word, $"{SyntaxProblems.Quote(port.Text)} is no port, or range of ports, between 1 and {Highest}.");
}
