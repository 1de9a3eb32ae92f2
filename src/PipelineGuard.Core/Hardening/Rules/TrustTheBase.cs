using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Findings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Finds images that say themselves that they stand on a base from elsewhere than the registries that are trusted.</summary>
internal sealed class TrustTheBase : ImageRule
{
    private const string BaseName = "org.opencontainers.image.base.name";

    public override RuleInfo Info { get; } = new("PGI014", "Build on a base from a trusted registry", Severity.High)
    {
        Why = "The base is most of the image, and runs with its rights; the policy says which registries may be its source.",
        Fix = "Build on an image of a trusted registry, or add the registry to 'trusted-registries' in the policy.",
        Flags = ["LABEL org.opencontainers.image.base.name=quay.io/example/app:1.0\nCMD /bin/sh"],
        Allows = ["LABEL org.opencontainers.image.base.name=docker.io/library/debian:12\nCMD /bin/sh", "LABEL org.opencontainers.image.base.name=registry.example.com/app:1\nCMD /bin/sh", "CMD /bin/sh"],
        Tags = ["cis-docker:4.2", "nist-800-190:4.1.5", "cwe:829"],
    };

    public override Examination Examine(ImageFacts image)
    {
        if (!image.HasConfig) return Examined.Configuration(image);
        if (image.TrustedRegistries.IsEmpty) return Examination.Unknown("nobody said which registries are trusted ('trusted-registries' in the policy)");
        return NameOf(image) is { } name ? Examination.Looked($"the base '{name}'") : Examination.Unknown($"the image does not name its base (label {BaseName})");
    }

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        NameOf(image) is { } name && !image.TrustedRegistries.IsEmpty && !TrustedRegistries.Trust(image.TrustedRegistries, ImageReference.Parse(name)) ? [At(image, $"Its base '{name}' comes from a registry that is not trusted.")] : [];

    private static string? NameOf(ImageFacts image) => image.Config.Said(BaseName);
}
