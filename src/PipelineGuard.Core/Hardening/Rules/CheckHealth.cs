using PipelineGuard.Findings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Asks for a HEALTHCHECK.</summary>
internal sealed class CheckHealth : ImageRule
{
    public override RuleInfo Info { get; } = new("PGI003", "Say how the health of the container is checked", Severity.Info)
    {
        Why = "Without one an engine knows only that the process runs, not that it answers. Kubernetes has probes of its own and ignores it.",
        Fix = "Add HEALTHCHECK with a command that ends with 0 while the service answers.",
        Flags = ["USER 1\nEXPOSE 8080/tcp\nCMD /srv/app"],
        Allows = ["USER 1\nEXPOSE 8080/tcp\nCMD /srv/app\nHEALTHCHECK CMD /srv/app --ping", "CMD /bin/sh"],
        IsStrict = true,
        Tags = ["cis-docker:4.6", "dockle:CIS-DI-0006", "trivy:DS-0026"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Service(image);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        image.HasConfig && !image.IsBase && image.Config.Healthcheck is null or { Test: ["NONE", ..] or [] }
            ? [At(image, "It has no HEALTHCHECK.")]
            : [];
}
