using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds builds that copy the repository's history.</summary>
internal sealed class KeepGitHistoryOut : SweptFileRule
{
    public override RuleInfo Info { get; } = new("PGD602", "Keep .git out of the build", Severity.Medium)
    {
        Why = "The history holds every file that was ever deleted, and logins in its configuration; each commit changes it, and builds the layer anew.",
        Fix = "Add .git to .dockerignore.",
        Flags = ["FROM debian:12.5\nCOPY . /app", "FROM debian:12.5\nADD --chown=app * /app/", "FROM debian:12.5\nCOPY [\"./\", \"/app\"]"],
        Allows =
        [
            "FROM debian:12.5\nCOPY src /app",
            "FROM debian:12.5\nCOPY .git /app/.git",
            "FROM debian:12.5\nCOPY --exclude=.git . /app",
            "FROM debian:12.5 AS a\nFROM debian:12.5\nCOPY --from=a . .",
        ],
        Tags = ["cwe:538", "cwe:527"],
    };

    public override DockerfileContext ExampleContext { get; } = new() { ContextFiles = [".git/HEAD", ".gitignore", "src/app.py"], DockerIgnore = "*.md" };

    protected override bool StaysBehind(string path) => path == ".git" || path.StartsWith(".git/", StringComparison.Ordinal);

    protected override string Pattern(string path) => ".git";
}
