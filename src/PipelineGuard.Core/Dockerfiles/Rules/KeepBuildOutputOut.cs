using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds builds that copy what another build left behind.</summary>
internal sealed class KeepBuildOutputOut : SweptFileRule
{
    private static readonly string[] Folders = ["bin", "obj"];
    private static readonly string[] Projects = [".csproj", ".fsproj", ".vbproj"];

    public override RuleInfo Info { get; } = new("PGD603", "Keep bin and obj out of the build", Severity.Low)
    {
        Why = "obj holds the paths and packages of your machine, which break a restore in the image; and stale output hides what is really built.",
        Fix = "Add **/bin and **/obj to .dockerignore.",
        Flags = ["FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY . .", "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY src/ src/"],
        Allows =
        [
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY src/App/App.csproj .",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nCOPY src/App/bin/Release/net10.0/publish/ .",
            "FROM debian:12.5\nCOPY scripts /scripts",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY --exclude=**/bin --exclude=**/obj . .",
        ],
    };

    public override DockerfileContext ExampleContext { get; } = new()
    {
        ContextFiles = ["scripts/bin/tool", "src/App/App.csproj", "src/App/bin/Release/net10.0/publish/App.dll", "src/App/obj/project.assets.json"],
        DockerIgnore = "bin\nobj",
    };

    protected override bool StaysBehind(string path) => OutputAt(path) is not null;

    // Only beside a project are these folders known to be output.
    protected override IEnumerable<string> Candidates(BuildContext build)
    {
        var folders = build.All.Where(path => Projects.Any(end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase)))
            .Select(path => path[..(path.LastIndexOf('/') + 1)]).ToHashSet(StringComparer.Ordinal);
        return base.Candidates(build).Where(path => folders.Contains(path[..OutputAt(path)!.Value]));
    }

    protected override string Pattern(string path) => $"**/{path[OutputAt(path)!.Value..].Split('/')[0]}";

    // Where the name of the folder begins.
    private static int? OutputAt(string path)
    {
        for (int start = 0, end; (end = path.IndexOf('/', start)) >= 0; start = end + 1)
        {
            if (Folders.Contains(path[start..end], StringComparer.OrdinalIgnoreCase)) return start;
        }
        return null;
    }
}
