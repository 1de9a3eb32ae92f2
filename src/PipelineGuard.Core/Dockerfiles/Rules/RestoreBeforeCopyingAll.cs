using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds stages in which every change of a source file makes the build fetch all dependencies again.</summary>
internal sealed class RestoreBeforeCopyingAll : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD106", "Restore dependencies before copying everything", Severity.Low)
    {
        Why = "The cache of a layer ends with the first changed file: behind COPY . . any edit makes the build fetch all dependencies again.",
        Fix = "Copy the lock and project files, restore, and copy the rest afterwards.",
        Flags =
        [
            "FROM node:22.1\nWORKDIR /app\nCOPY . .\nRUN npm ci",
            "FROM python:3.13\nCOPY ./ /app\nRUN pip install --no-cache-dir -r /app/requirements.txt",
            "FROM golang:1.26\nADD . /src\nRUN go mod download && go build",
            "FROM node:22.1\nCOPY --chown=node . /app\nRUN yarn", "FROM ruby:3.4\nCOPY . /app\nRUN bundle install",
        ],
        Allows =
        [
            "FROM node:22.1\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build",
            "FROM node:22.1\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm ci --omit=dev", "FROM node:22.1\nCOPY . .\nRUN npm run build",
            "FROM python:3.13\nCOPY . /app\nRUN pip install /app", "FROM node:22.1\nCOPY --from=build . .\nRUN npm ci",
            "FROM node:22.1\nCOPY . .\nRUN npm install -g serve@14.0.0", "FROM node:22.1\nONBUILD COPY . .\nONBUILD RUN npm ci",
        ],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) => file.Stages.SelectMany(stage => Check(file, stage));

    private IEnumerable<Finding> Check(Dockerfile file, Stage stage)
    {
        CopyInstruction? everything = null;
        foreach (var instruction in stage.Instructions)
        {
            if (instruction is CopyInstruction { From: null } copy && copy.Sources.Any(source => source.Text is "." or "./")) everything ??= copy;
            if (instruction is not RunInstruction run || run.Script.Commands.FirstOrDefault(Restores) is not { } restore) continue;
            if (everything is not null) yield return At(file, everything, $"Any changed file makes '{restore.Name}' fetch all dependencies again.");
            // One restore is what the order is about; the next one may have its reasons.
            yield break;
        }
    }

    private static bool Restores(ShellCommand command) => command.Name switch
    {
        "npm" => command.Is("npm", "ci") || (command.Is("npm", "install") && !command.PackageArguments.Any() && !command.HasFlag("-g", "--global")),
        "yarn" => command.Arguments.IsEmpty || command.Is("yarn", "install"),
        "pnpm" => command.Is("pnpm", "install") || command.Is("pnpm", "fetch"),
        "pip" or "pip3" => command.Operands.FirstOrDefault()?.Value == "install" && command.HasFlag("-r", "--requirement"),
        "go" => command.Is("go", "mod", "download"),
        "bundle" => command.Is("bundle", "install"),
        "composer" => command.Is("composer", "install"),
        "cargo" => command.Is("cargo", "fetch"),
        "poetry" => command.Is("poetry", "install"),
        "pipenv" => command.Is("pipenv", "install") || command.Is("pipenv", "sync"),
        "uv" => command.Is("uv", "sync"),
        "mvn" or "mvnw" => command.Operands.FirstOrDefault()?.Value?.StartsWith("dependency:", StringComparison.Ordinal) == true,
        _ => false,
    };
}
