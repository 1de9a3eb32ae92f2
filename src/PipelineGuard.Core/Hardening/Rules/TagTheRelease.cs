using PipelineGuard.Findings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Asks for a tag that says which build it is.</summary>
internal sealed class TagTheRelease : ImageRule
{
    public override RuleInfo Info { get; } = new("PGI005", "Tag the image with its release", Severity.Info)
    {
        Why = "Nobody can tell from latest which build runs where, and a rollback has nothing to go back to.",
        Fix = "Tag with the version or the commit, and deploy by that tag or the digest.",
        Flags = ["TAG shop:latest\nCMD /bin/sh", "TAG shop\nCMD /bin/sh"],
        Allows = ["TAG shop:1.4.2\nCMD /bin/sh"],
        IsStrict = true,
        Tags = ["dockle:DKL-DI-0006", "nist-800-190:4.2.2"],
    };

    public override Examination Examine(ImageFacts image) => image.Reference is { Length: > 0 } ? Examination.Looked("its name") : Examination.Unknown("nothing tells its name and tag");

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        image.Reference is { Length: > 0 } reference && !reference.Contains('@', StringComparison.Ordinal) && TagOf(reference) is null or "latest"
            ? [At(image, $"Its only name is '{image.Reference}'.")]
            : [];

    // A colon in front of the last slash belongs to the registry's port.
    private static string? TagOf(string reference) => reference[(reference.LastIndexOf('/') + 1)..].Split(':') is [_, var tag] ? tag : null;
}
