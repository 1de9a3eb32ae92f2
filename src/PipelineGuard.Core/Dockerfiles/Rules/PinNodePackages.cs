using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds Node packages without a version.</summary>
internal sealed class PinNodePackages() : PinPackagesRule(PackageManagers.Npm)
{
    public override RuleInfo Info { get; } = new("PGD222", "Pin the versions of Node packages", Severity.Low)
    {
        Why = "Without a version the same commit gives different images on different days, and a hijacked release is in the next build.",
        Fix = "Write npm@10.8.2, or install from a lock file with npm ci.",
        Flags =
        [
            "FROM node:22-slim\nRUN npm install -g npm",
            "FROM node:22-slim\nRUN npm i -g @angular/cli@latest",
            "FROM node:22-slim\nRUN yarn add express && pnpm add @types/node",
        ],
        Allows =
        [
            "FROM node:22-slim\nRUN npm install -g npm@10.8.2 @angular/cli@18",
            "FROM node:22-slim\nRUN npm install",
            "FROM node:22-slim\nRUN npm ci && npm install ./packages/a ../b.tgz",
            "FROM node:22-slim\nRUN npm install -g \"npm@$NPM_VERSION\" user/repository",
            "FROM node:22-slim\nRUN npm install --prefix client --registry https://npm.example.com",
        ],
        Tags = ["hadolint:DL3016"],
    };
}
