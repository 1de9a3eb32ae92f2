using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds sources outside of the build context.</summary>
internal sealed class StayInTheContext : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD609", "Copy only from inside the build context", Severity.High)
    {
        Why = "A builder sees nothing above its context: it fails, or drops the ../ and copies another file of the same name.",
        Fix = "Build with the folder above as context and name the Dockerfile with --file, or add a context with --build-context.",
        Flags = ["FROM debian:12.5\nCOPY ../shared /shared", "FROM debian:12.5\nADD [\"src/../../a.txt\", \"/\"]", "FROM debian:12.5\nARG UP=..\nCOPY $UP/a.txt /"],
        Allows =
        [
            "FROM debian:12.5\nCOPY src/../a.txt /",
            "FROM debian:12.5\nCOPY ..data /data",
            "FROM debian:12.5 AS a\nFROM debian:12.5\nCOPY --from=a /x/../../y /",
            "FROM debian:12.5\nADD https://example.com/../a /",
            "FROM debian:12.5\nCOPY src ../app/",
        ],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from source in BuildContext.Copies(file).SelectMany(BuildContext.Sources)
        where Leaves(source.Path)
        select At(file, source.Word, $"'{source.Path}' lies outside of the build context.");

    private static bool Leaves(string path)
    {
        int depth = 0;
        foreach (var segment in path.Split('/', '\\'))
        {
            depth += segment switch { "" or "." => 0, ".." => -1, _ => 1 };
            if (depth < 0) return true;
        }
        return false;
    }
}
