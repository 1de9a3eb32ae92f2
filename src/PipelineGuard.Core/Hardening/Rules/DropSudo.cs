using PipelineGuard.Findings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for programs that lend root's rights.</summary>
internal sealed class DropSudo : ImageRule
{
    private static readonly string[] Programs = ["sudo", "doas", "opendoas", "sudo-ldap", "sudo-rs"];

    public override RuleInfo Info { get; } = new("PGI036", "Leave sudo out of the image", Severity.Low)
    {
        Why = "Whoever needs root in a container gets it from the engine; sudo and the like turn a mistake in their configuration into root.",
        Fix = "Remove the package; switch users with USER, or with gosu or setpriv in an entrypoint.",
        Flags = ["CMD /srv/app\npackage sudo"],
        Allows = ["CMD /srv/app\npackage gosu"],
        Tags = ["cis-docker:4.3", "dockle:DKL-DI-0001", "trivy:DS-0010"],
    };

    public override Examination Examine(ImageFacts image) => Examined.SystemPackages(image);

    public override IEnumerable<Finding> Check(ImageFacts image)
    {
        var found = Programs.Where(image.HasSystemPackage).ToList();
        return found.Count == 0 ? [] : [At(image, $"It has {Some(found)} installed.")];
    }
}
