using PipelineGuard.Findings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for set-id programs that no distribution ships with that bit.</summary>
internal sealed class KnowSetIdPrograms : ImageRule
{
    public override RuleInfo Info { get; } = new("PGI064", "Let no unknown program change its user", Severity.High)
    {
        Why = "A program with a set-id bit runs with the rights of its owner, for everybody: one flaw in it, and a process without rights is root.",
        Fix = "chmod a-s the program; it does not need the bit when the container runs as the right user.",
        Flags = ["CMD /bin/sh\nfile 4755 0 usr/local/bin/tool x", "CMD /bin/sh\nfile 4755 0 usr/bin/bash x"],
        Allows = ["CMD /bin/sh\nfile 4755 0 usr/bin/passwd x\nfile 755 0 usr/local/bin/tool x"],
        Tags = ["cis-docker:4.8", "dockle:CIS-DI-0008", "cwe:250"],
    };

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        image.SetIdFiles.Where(entry => !SetIdPrograms.IsUsual(entry.Path)).Select(entry => At(image, entry, $"'{entry.Path}' has mode {Convert.ToString(entry.Mode!.Value, 8)}."));
}
