using PipelineGuard.Findings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Asks for the labels that lead back to the source.</summary>
internal sealed class NameTheSource : ImageRule
{
    public override RuleInfo Info { get; } = new("PGI006", "Say where the image comes from", Severity.Info)
    {
        Why = "With org.opencontainers.image.source and .revision anybody who finds the image can find the code and its owner.",
        Fix = "Set both labels in the build (docker build --label, or the SDK's ContainerLabel items; the .NET SDK sets them by itself in a repository).",
        Flags = ["CMD /srv/app"],
        Allows = ["CMD /srv/app\nLABEL org.opencontainers.image.source=https://example.com/shop", "CMD /bin/sh"],
        IsStrict = true,
        Tags = ["nist-800-190:4.1.5"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Service(image);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        image.HasConfig && !image.IsBase && !image.Config.Labels.ContainsKey("org.opencontainers.image.source")
            ? [At(image, "It has no label org.opencontainers.image.source.")]
            : [];
}
