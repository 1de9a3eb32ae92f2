using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds instructions that copy what is not there.</summary>
internal sealed class CopyFilesThatExist : ContextRule
{
    // Output of a build that may run between our look and the builder's.
    private static readonly string[] OutputFolders =
        ["bin", "obj", "build", "dist", "out", "output", "target", "publish", "artifacts", "release", "node_modules", "vendor", "_output", "tmp"];

    private static readonly string[] OutputEndings = [".jar", ".war", ".ear", ".whl", ".tgz", ".tar.gz", ".tar", ".zip", ".deb", ".rpm", ".exe", ".dll", ".so"];

    public override RuleInfo Info { get; } = new("PGD608", "Copy files that exist", Severity.Low)
    {
        Why = "The build fails here. The path starts at the build context, not at the folder of the Dockerfile.",
        Fix = "Correct the path, or build with the context that holds the file.",
        Flags = ["FROM debian:12.5\nCOPY scr /app", "FROM debian:12.5\nCOPY [\"src/App.py\", \"/app/\"]", "FROM debian:12.5\nADD src requirements.txt /app/"],
        Allows =
        [
            "FROM debian:12.5\nCOPY src/app.py ./src/ /app/",
            "FROM debian:12.5\nCOPY yarn.lock* /app/",
            "FROM debian:12.5\nCOPY target/app.jar app.war /app/",
            "FROM debian:12.5\nCOPY --from=build /missing /app/\nCOPY $MISSING /app/",
            "FROM debian:12.5\nCOPY .git /app/.git\nADD https://example.com/missing /app/",
            "FROM debian:12.5\nONBUILD COPY package.json /app/",
            "FROM debian:12.5\nCOPY <<missing /app/\nmissing",
        ],
    };

    public override DockerfileContext ExampleContext { get; } = new() { ContextFiles = ["Dockerfile", "src/app.py"] };

    public override IEnumerable<Finding> Check(Dockerfile file, DockerfileContext context) =>
        BuildContext.Of(context) is not { } build ? [] :
            from source in BuildContext.Copies(file).SelectMany(BuildContext.Sources)
            where source.Pattern.Literal is { Length: > 0 } path && !MayCome(path) && !build.Holds(path)
            select At(file, source.Word, $"'{source.Path}' is not in the build context.");

    private static bool MayCome(string path) =>
        path.StartsWith(".git", StringComparison.Ordinal)
        || path.Split('/').Any(segment => OutputFolders.Contains(segment, StringComparer.OrdinalIgnoreCase))
        || OutputEndings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
