using PipelineGuard.Findings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Asks for a user who is not root.</summary>
internal sealed class RunAsNonRoot : ImageRule
{
    public override RuleInfo Info { get; } = new("PGI001", "Run as another user than root", Severity.Medium)
    {
        Why = "Who breaks out of the process, or mounts a folder into it, has the rights of its user; root in a container is root for many kernel flaws.",
        Fix = "End the Dockerfile with USER and a user of the image, best by number; in .NET images USER $APP_UID.",
        Flags = ["CMD /srv/app", "USER root\nCMD /srv/app", "USER 0:0\nENTRYPOINT /srv/app"],
        Allows = ["USER 1654\nCMD /srv/app", "USER app:app\nCMD /srv/app", "CMD /bin/bash"],
        Tags = ["cis-docker:4.1", "dockle:CIS-DI-0001", "nist-800-190:4.1.2", "trivy:DS-0002", "cwe:250"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Service(image);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        image.HasConfig && !image.IsBase && UserOf(image) is "" or "root" or "0"
            ? [At(image, image.Config.User is { Length: > 0 } user ? $"It runs as '{user}'." : "It names no user, so it runs as root.")]
            : [];

    private static string UserOf(ImageFacts image) => (image.Config.User ?? "").Split(':')[0].Trim();
}
