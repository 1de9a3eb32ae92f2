using PipelineGuard.Findings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks in the history for package lists that were updated in a step of their own.</summary>
internal sealed class InstallWhereYouUpdate : ImageRule
{
    private static readonly string[] Updates = ["apt-get update", "apt update", "apk update", "yum makecache", "dnf makecache", "zypper refresh"];
    private static readonly string[] Installs = [" install", " add ", "upgrade", "build-dep"];

    public override RuleInfo Info { get; } = new("PGI008", "Install in the same step that updates", Severity.Low)
    {
        Why = "The step that updates stays in the build cache, so a later install gets packages from an old list, without the fixes of today.",
        Fix = "Join both: RUN apt-get update && apt-get install -y ....",
        Flags = ["RUN base\nRUN /bin/sh -c apt-get update"],
        Allows = ["RUN base\nRUN /bin/sh -c apt-get update && apt-get install -y curl"],
        Tags = ["cis-docker:4.7", "dockle:CIS-DI-0007", "trivy:DS-0017"],
    };

    public override Examination Examine(ImageFacts image) => Examined.History(image);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from layer in image.Layers
        let text = layer.Facts.CreatedBy ?? ""
        where Updates.Any(update => text.Contains(update, StringComparison.Ordinal)) && !Installs.Any(install => text.Contains(install, StringComparison.Ordinal))
        select At(image, layer, $"Layer {layer.Facts.Index} only updates package lists.");
}
