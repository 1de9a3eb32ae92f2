using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds instructions that copy what <c>.dockerignore</c> holds back.</summary>
internal sealed class CopyFilesThatAreSent : ContextRule
{
    public override RuleInfo Info { get; } = new("PGD607", "Copy no file that .dockerignore holds back", Severity.High)
    {
        Why = "The builder never gets to see the file: the build fails, saying that a file which lies there is not found.",
        Fix = "Take the source out of the instruction, or let the .dockerignore pass it with a line that begins with !.",
        Flags = ["FROM debian:12.5\nCOPY docs/guide.md /", "FROM debian:12.5\nADD src secrets /app/", "FROM debian:12.5\nCOPY [\"./docs/guide.md\", \"/\"]"],
        Allows =
        [
            "FROM debian:12.5\nCOPY src docs/keep.md /app/",
            "FROM debian:12.5\nCOPY docs /docs",
            "FROM debian:12.5\nCOPY src *.md /app/",
            "FROM debian:12.5\nCOPY --from=build docs/guide.md /",
            "FROM debian:12.5\nCOPY missing $FILE /",
            "FROM debian:12.5\nCOPY . /",
        ],
        Tags = ["docker:CopyIgnoredFile"],
    };

    public override DockerfileContext ExampleContext { get; } = new()
    {
        ContextFiles = ["docs/guide.md", "docs/keep.md", "secrets/key.txt", "src/app.py"],
        DockerIgnore = "docs\n!docs/keep.md\nsecrets",
    };

    public override IEnumerable<Finding> Check(Dockerfile file, DockerfileContext context) =>
        BuildContext.Of(context) is not { HasIgnoreFile: true } build ? [] :
            from source in BuildContext.Copies(file).SelectMany(BuildContext.Sources)
            where source.Pattern.Literal is { Length: > 0 } path
                && build.Ignore.Ignores(path) && build.Holds(path) && !build.Sends(path)
            select At(file, source.Word, $"'{source.Path}' is held back by .dockerignore.");
}
