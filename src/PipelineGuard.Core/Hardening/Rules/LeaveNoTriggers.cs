using PipelineGuard.Findings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for ONBUILD instructions.</summary>
internal sealed class LeaveNoTriggers : ImageRule
{
    public override RuleInfo Info { get; } = new("PGI009", "Leave no instructions for images built on this one", Severity.Info)
    {
        Why = "ONBUILD runs in other people's builds, where nobody sees it in the Dockerfile.",
        Fix = "Remove ONBUILD, or document it where users of the image look.",
        Flags = ["ONBUILD RUN make\nCMD /bin/sh"],
        Allows = ["CMD /bin/sh"],
        Tags = ["hadolint:DL3043"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Configuration(image);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        image.Config.OnBuild is [var first, ..]
            ? [At(image, $"It has {image.Config.OnBuild.Length} ONBUILD instructions, the first is '{first.Split(' ')[0]}'.")]
            : [];
}
