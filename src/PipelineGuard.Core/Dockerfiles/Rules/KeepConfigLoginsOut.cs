using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds copies of files of package managers that hold a login.</summary>
internal sealed class KeepConfigLoginsOut : ContextRule
{
    public override RuleInfo Info { get; } = new("PGD610", "Copy no package sources with logins", Severity.High)
    {
        Why = "The file holds a password or token as it is; whoever can pull the image, or read the build's cache, can use it.",
        Fix = "Take the login out of the file (%NAME% in NuGet.config, ${NAME} in .npmrc), or mount the file: RUN --mount=type=secret; then replace the login, as it is known by now.",
        Flags =
        [
            "FROM debian:12.5\nCOPY NuGet.config ./",
            "FROM debian:12.5\nCOPY . /app",
            "FROM debian:12.5 AS build\nCOPY web/.npmrc web/\nFROM debian:12.5\nCOPY --from=build /app /app",
        ],
        Allows =
        [
            "FROM debian:12.5\nCOPY src/ /app/",
            "FROM debian:12.5\nCOPY ignored/pip.conf /etc/",
            "FROM debian:12.5\nRUN --mount=type=secret,id=nuget,target=NuGet.config dotnet restore",
        ],
        Tags = ["trivy:DS-0031", "cis-docker:4.10", "cwe:522", "cwe:538"],
    };

    public override DockerfileContext ExampleContext { get; } = new()
    {
        ContextFiles = ["NuGet.config", "web/.npmrc", "src/NuGet.config", "ignored/pip.conf"],
        ContextLogins = ["NuGet.config", "web/.npmrc", "ignored/pip.conf"],
        DockerIgnore = "ignored/*\n",
    };

    public override IEnumerable<Finding> Check(Dockerfile file, DockerfileContext context)
    {
        if (context.ContextLogins.IsEmpty || BuildContext.Of(context) is not { } build) yield break;
        var sent = context.ContextLogins.Where(build.Sends).ToList();
        var shipped = file.Shipped<CopyInstruction>().ToHashSet();
        var taken = from copy in BuildContext.Copies(file) from source in BuildContext.Sources(copy) from path in sent where source.Takes(path) select (copy, source, path);
        foreach (var (copy, source, path) in taken)
        {
            var finding = At(file, source.Word, $"{SyntaxProblems.Quote(path)} holds a login, and comes into a layer.");
            // Layers of other stages reach caches, and no registry of images.
            yield return shipped.Contains(copy) ? finding : finding with { Severity = Severity.Medium };
        }
    }
}
