using PipelineGuard.Findings;
using PipelineGuard.Images;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for .git, .svn and .hg.</summary>
internal sealed class LeaveNoRepository : ImageRule
{
    public override RuleInfo Info { get; } = new("PGI030", "Leave no version control folder in the image", Severity.Medium)
    {
        Why = "The history of a repository holds everything that was ever committed, with the secrets that were removed later; it also makes the image large.",
        Fix = "Add .git to .dockerignore.",
        Flags = ["CMD /bin/sh\nfile 644 0 app/.git/HEAD ref"],
        Allows = ["CMD /bin/sh\nfile 644 0 app/.gitignore bin"],
        Tags = ["trivy:DS-0031", "cwe:527"],
    };

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        image.Repositories.Where(IsTopmost).Select(folder => At(image, folder, $"'{folder.Path}' is a version control folder."));

    // Caches of package managers hold repositories of others.
    private static bool IsTopmost(FileSystemEntry folder) =>
        !folder.Path.Value.Contains("/.git/", StringComparison.Ordinal) && !folder.Path.Value.Contains("/.cargo/", StringComparison.Ordinal) && !folder.Path.Value.Contains("/pkg/mod/", StringComparison.Ordinal);
}
