using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds what npm and yarn leave in a layer.</summary>
internal sealed class CleanNodeCache : DockerfileRule
{
    private static readonly (string Program, string[] Verbs, string Clean)[] Installs =
    [
        ("npm", ["install", "i", "ci", "clean-install"], "npm cache clean --force"),
        ("yarn", ["install", "add"], "yarn cache clean"),
    ];

    public override RuleInfo Info { get; } = new("PGD224", "Clean up behind npm and yarn in the same RUN", Severity.Info)
    {
        Why = "Every package that was downloaded is in the image twice: installed, and in the cache.",
        Fix = "End the RUN with npm cache clean --force or yarn cache clean, or mount a cache over /root/.npm.",
        Flags =
        [
            "FROM node:22-slim\nRUN npm ci --omit=dev",
            "FROM node:22-slim\nRUN yarn install --frozen-lockfile",
            "FROM node:22-slim\nRUN set -e; npm install; npm run build",
        ],
        Allows =
        [
            "FROM node:22-slim\nRUN npm ci --omit=dev && npm cache clean --force",
            "FROM node:22-slim\nRUN --mount=type=cache,target=/root/.npm npm ci",
            "FROM node:22-slim\nRUN npm ci --cache /tmp/npm && rm -rf /tmp/npm",
            "FROM node:22-slim\nRUN npm ci && rm -rf ~/.npm",
            "FROM node:22-slim\nRUN npm run install",
            "FROM node:22-slim AS build\nRUN npm ci\nFROM node:22-slim\nCOPY --from=build /app /app",
        ],
        Tags = ["hadolint:DL3060"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.ShippedRuns(PackageManagers.Npm.Programs.AsSpan())
        where !PackageManagers.Npm.Caches.Any(run.KeepsOutOfLayer) && !run.Script.Commands.Any(PackageManagers.Npm.Cleans)
        from row in Installs
        let install = run.Script.Commands.LastOrDefault(command => row.Verbs.Any(verb => command.Is(row.Program, verb)))
        where install is not null && !install.HasFlag("--cache", "--cache-folder")
        select At(file, install, $"{row.Program} leaves its downloads in the image.", new($"Add '{row.Clean}' to the same RUN.") { Edits = file.AppendToRun(run, row.Clean, install) });
}
