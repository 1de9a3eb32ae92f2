using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds builds that take the whole context without a <c>.dockerignore</c>.</summary>
internal sealed class IgnoreFilesOfTheContext : ContextRule
{
    public override RuleInfo Info { get; } = new("PGD601", "Write a .dockerignore", Severity.Low)
    {
        Why = "Without it everything beside the Dockerfile is copied: history, build output, local settings, keys; and each change of them builds anew.",
        Fix = "Write a .dockerignore that names .git, build output and local files; or start it with * and name with ! what the build needs.",
        Flags = ["FROM debian:12.5\nCOPY . /app", "FROM debian:12.5\nADD [\"./\", \"/app/\"]", "FROM debian:12.5 AS a\nCOPY . .\nFROM debian:12.5"],
        Allows =
        [
            "FROM debian:12.5\nCOPY src /app",
            "FROM debian:12.5 AS a\nFROM debian:12.5\nCOPY --from=a . .",
            "FROM debian:12.5\nCOPY --exclude=.git . /app",
            "FROM debian:12.5\nCOPY $FOLDER /app",
            "FROM debian:12.5\nCOPY <<. /app/list\n.\n",
        ],
        Tags = ["cwe:538"],
    };

    public override DockerfileContext ExampleContext { get; } = new() { ContextFiles = ["Dockerfile", "src/app.py"] };

    public override IEnumerable<Finding> Check(Dockerfile file, DockerfileContext context)
    {
        if (BuildContext.Of(context) is not { HasIgnoreFile: false }) return [];
        // One is enough: the remedy is the same for all.
        var copies = BuildContext.Copies(file).Where(copy => copy.Flag("exclude") is null);
        return copies.SelectMany(BuildContext.Sources).Where(source => source.IsWholeContext).Take(1)
            .Select(source => At(file, source.Word, "The whole context is copied, and no .dockerignore keeps anything back."));
    }
}
