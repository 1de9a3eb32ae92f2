using PipelineGuard.Findings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Lists all set-id programs.</summary>
internal sealed class DropSetIdBits : ImageRule
{
    public override RuleInfo Info { get; } = new("PGI065", "Drop the set-id bits of the distribution", Severity.Info)
    {
        Why = "A container that runs as one user needs none of mount, su or passwd; each is code that runs as root for everybody.",
        Fix = "RUN find / -xdev -perm /6000 -type f -exec chmod a-s {} + as the last step of the build.",
        Flags = ["CMD /bin/sh\nfile 4755 0 usr/bin/passwd x"],
        Allows = ["CMD /bin/sh\nfile 755 0 usr/bin/passwd x"],
        IsStrict = true,
        Tags = ["cis-docker:4.8", "dockle:CIS-DI-0008"],
    };

    public override IEnumerable<Finding> Check(ImageFacts image)
    {
        var programs = image.SetIdFiles.ToList();
        return programs.Count == 0 ? [] : [At(image, $"{programs.Count} programs have a set-id bit: {Some([.. programs.Select(program => program.Path.Value)])}.")];
    }
}
