using PipelineGuard.Findings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for volumes at places of the host.</summary>
internal sealed class MountNoHostControl : ImageRule
{
    private static readonly string[] Places = ["/", "/etc", "/proc", "/sys", "/dev", "/boot", "/root", "/var/run", "/run", "/var/run/docker.sock", "/run/docker.sock", "/var/lib/docker", "/run/containerd/containerd.sock"];

    public override RuleInfo Info { get; } = new("PGI010", "Declare no volume that hands over the host", Severity.High)
    {
        Why = "A volume at the engine's socket, /etc, /proc or /sys invites to mount the host there: whoever controls the container then controls the host.",
        Fix = "Remove the VOLUME; give the container the one thing it needs.",
        Flags = ["VOLUME /var/run/docker.sock\nCMD /bin/sh", "VOLUME /etc\nCMD /bin/sh"],
        Allows = ["VOLUME /var/lib/app\nCMD /bin/sh"],
        Tags = ["cis-docker:5.5", "cis-docker:5.32"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Configuration(image);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from volume in image.Config.Volumes
        where Places.Contains("/" + volume.Trim('/'))
        select At(image, $"It declares the volume '{volume}'.", volume);
}
