using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds containers that start their application through npm or its like.</summary>
internal sealed class StartNodeDirectly : DockerfileRule
{
    private static readonly string[] Scripts = ["start", "run", "run-script", "dev", "serve"];
    private static readonly string[] Inits = ["tini", "dumb-init", "catatonit", "s6-svscan"];

    public override RuleInfo Info { get; } = new("PGD521", "Start node itself, not npm", Severity.Low)
    {
        Why = "npm stands between the container and the application: the signal to stop may not arrive, so the application is killed amid its work.",
        Fix = "Write what the script does: CMD [\"node\", \"server.js\"].",
        Flags =
        [
            "FROM node:22\nCMD [\"npm\", \"start\"]",
            "FROM node:22\nENTRYPOINT yarn run serve",
            "FROM node:22\nCMD [\"pnpm\", \"--silent\", \"start\"]",
        ],
        Allows =
        [
            "FROM node:22\nCMD [\"node\", \"server.js\"]",
            "FROM node:22 AS dev\nCMD [\"npm\", \"run\", \"dev\"]\nFROM node:22\nCMD [\"node\", \"server.js\"]",
            "FROM node:22\nENTRYPOINT [\"tini\", \"--\"]\nCMD [\"npm\", \"start\"]",
            "FROM node:22\nENTRYPOINT [\"npm\"]",
            "FROM node:22 AS dev\nCMD [\"npm\", \"start\"]\nFROM dev\nENTRYPOINT [\"node\", \"server.js\"]",
            "FROM node:22\nCMD [\"npm\", \"test\"]",
        ],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        var commands = file.FinalStage?.StartCommands().ToList() ?? [];
        return commands.Exists(command => command.IsAny(Inits)) ? [] :
            from command in commands
            where StartsScript(command)
            select At(file, command, $"{command.Name} stands between the container and the application.");
    }

    private static bool StartsScript(ShellCommand command) =>
        command.IsAny("npm", "yarn", "pnpm") && Scripts.Contains(command.Operands.FirstOrDefault()?.Value);
}
