using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds builds that copy installed packages of another machine.</summary>
internal sealed class KeepNodeModulesOut : SweptFileRule
{
    public override RuleInfo Info { get; } = new("PGD606", "Keep node_modules out of the build", Severity.Low)
    {
        Why = "The packages were built for another system, replace those that the image has just installed, and make the context huge.",
        Fix = "Add **/node_modules to .dockerignore.",
        Flags = ["FROM node:22\nCOPY package*.json ./\nRUN npm ci\nCOPY . .", "FROM node:22\nCOPY web/ /web/"],
        Allows =
        [
            "FROM node:22\nCOPY src /app",
            "FROM node:22\nCOPY node_modules ./node_modules",
            "FROM node:22\nCOPY --exclude=**/node_modules . .",
            "FROM node:22 AS build\nFROM node:22\nCOPY --from=build . .",
        ],
    };

    public override DockerfileContext ExampleContext { get; } = new()
    {
        ContextFiles = ["package.json", "node_modules/a/index.js", "src/index.js", "web/node_modules/b/index.js"],
        DockerIgnore = ".git",
    };

    protected override bool StaysBehind(string path) =>
        path.StartsWith("node_modules/", StringComparison.Ordinal) || path.Contains("/node_modules/", StringComparison.Ordinal);

    protected override string Pattern(string path) => "**/node_modules";
}
