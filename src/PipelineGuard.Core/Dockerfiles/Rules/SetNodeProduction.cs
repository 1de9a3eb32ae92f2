using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds Node images that do not say they run in production.</summary>
internal sealed class SetNodeProduction : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD520", "Set NODE_ENV to production", Severity.Info)
    {
        Why = "Frameworks cache less, log more and show stack traces to visitors unless NODE_ENV is production.",
        Fix = "Write ENV NODE_ENV=production in the final stage.",
        Flags =
        [
            "FROM node:22\nCOPY . .\nCMD [\"node\", \"server.js\"]",
            "FROM node:22-alpine AS base\nENV NODE_ENV=development\nFROM base\nCMD node server.js",
        ],
        Allows =
        [
            "FROM node:22\nENV NODE_ENV=production\nCMD [\"node\", \"server.js\"]",
            "FROM node:22 AS base\nENV NODE_ENV=$NODE_ENV\nFROM base\nCMD [\"node\", \"server.js\"]",
            "FROM node:22 AS build\nRUN npm run build\nFROM nginx:1.27\nCOPY --from=build /app /usr/share/nginx/html",
            "FROM node:22\nCMD NODE_ENV=production node server.js",
            "FROM node:22\nENTRYPOINT [\"eslint\"]",
        ],
        Tags = ["cwe:489"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        if (file.FinalStage is not { Root: { Repository: "node" or "library/node" } } stage) yield break;
        if (!stage.StartCommands().Any(command => command.Name == "node" && command.Assignments.IsEmpty)) yield break;
        if (stage.Environment("NODE_ENV") is not { } variable) yield return At(file, stage.From, "NODE_ENV is not set in the image that is shipped.");
        else if (variable.Value is "development") yield return At(file, variable.Pair, "NODE_ENV is development in the image that is shipped.");
    }
}
