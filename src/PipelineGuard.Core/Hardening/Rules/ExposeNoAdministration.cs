using System.Collections.Frozen;
using PipelineGuard.Findings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for ports through which machines are administered.</summary>
internal sealed class ExposeNoAdministration : ImageRule
{
    private static readonly FrozenDictionary<string, string> Ports = new Dictionary<string, string>
    {
        ["22"] = "SSH",
        ["23"] = "Telnet",
        ["512"] = "rexec",
        ["513"] = "rlogin",
        ["514"] = "rsh",
        ["2375"] = "a Docker engine without TLS",
        ["3389"] = "RDP",
        ["5900"] = "VNC",
        ["5985"] = "WinRM",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public override RuleInfo Info { get; } = new("PGI004", "Expose no port for administration", Severity.Medium)
    {
        Why = "A container is replaced, not logged in to: SSH, Telnet, RDP, VNC or an engine's own port in it is a door that somebody must guard.",
        Fix = "Remove the service and its EXPOSE; use docker exec or kubectl exec.",
        Flags = ["EXPOSE 22/tcp\nCMD /bin/sh", "EXPOSE 2375/tcp\nCMD /bin/sh"],
        Allows = ["EXPOSE 8080/tcp\nCMD /bin/sh", "EXPOSE 2222/udp\nCMD /bin/sh"],
        Tags = ["cis-docker:5.7", "trivy:DS-0004", "nist-800-190:4.1.2"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Configuration(image);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from port in image.Config.ExposedPorts
        where Ports.TryGetValue(port.Split('/')[0], out var service) && !port.EndsWith("/udp", StringComparison.Ordinal)
        select At(image, $"It exposes port {port}: {Ports[port.Split('/')[0]]}.", port);
}
