using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds installs that may step away from the lock file that was copied for them.</summary>
internal sealed class InstallFromLockFile : DockerfileRule
{
    private static readonly (string Program, string[] Files, string[] Flags, string Advice)[] Locks =
    [
        ("npm", ["package-lock.json", "npm-shrinkwrap.json", "package*.json", "package-*.json"], [], "npm ci"),
        ("yarn", ["yarn.lock"], ["--frozen-lockfile", "--immutable", "--pure-lockfile"], "yarn install --immutable (--frozen-lockfile for yarn 1)"),
        ("pnpm", ["pnpm-lock.yaml"], ["--frozen-lockfile"], "pnpm install --frozen-lockfile"),
    ];

    public override RuleInfo Info { get; } = new("PGD223", "Install Node packages from the lock file", Severity.Low)
    {
        Why = "A plain install may change the lock file and take newer packages than the ones that were tested.",
        Fix = "Use npm ci, yarn install --immutable or pnpm install --frozen-lockfile.",
        Flags =
        [
            "FROM node:22-slim\nCOPY package.json package-lock.json ./\nRUN npm install",
            "FROM node:22-slim\nCOPY package*.json ./\nRUN npm i --omit=dev",
            "FROM node:22-slim\nCOPY package.json yarn.lock ./\nRUN yarn install --production",
        ],
        Allows =
        [
            "FROM node:22-slim\nCOPY package*.json ./\nRUN npm ci",
            "FROM node:22-slim\nCOPY package.json ./\nRUN npm install",
            "FROM node:22-slim\nCOPY package*.json ./\nRUN npm install -g npm@10.8.2 && npm ci",
            "FROM node:22-slim\nCOPY package.json yarn.lock ./\nRUN yarn install --frozen-lockfile",
            "FROM node:22-slim\nCOPY package*.json ./\nRUN npm install $OPTIONS",
            "FROM node:22-slim\nRUN npm install\nCOPY package-lock.json ./",
        ],
        Tags = [],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) => file.Stages.SelectMany(stage => Check(file, stage));

    private IEnumerable<Finding> Check(Dockerfile file, Stage stage)
    {
        var copied = new HashSet<string>(StringComparer.Ordinal);
        foreach (var instruction in stage.Instructions)
        {
            if (instruction is CopyInstruction copy) copied.UnionWith(copy.Sources.Select(source => source.Text[(source.Text.LastIndexOf('/') + 1)..]));
            if (instruction is not RunInstruction run || copied.Count == 0) continue;
            foreach (var command in run.Script.Commands)
            {
                if (Lock(command, copied) is { } advice) yield return At(file, command, $"{command.Name} may change the lock file that was copied for it.", Repair(file, run, command, advice));
            }
        }
    }

    private static string? Lock(ShellCommand command, HashSet<string> copied)
    {
        if (!command.Is(command.Name ?? "", "install") && !command.Is("npm", "i")) return null;
        if (command.PackageArguments.Any() || command.HasFlag("-g", "--global") || command.MayHoldMoreOptions) return null;
        foreach (var (program, files, flags, advice) in Locks)
        {
            if (command.Name == program && files.Any(copied.Contains) && !command.HasFlag(flags)) return advice;
        }
        return null;
    }

    private static Fix Repair(Dockerfile file, RunInstruction run, ShellCommand command, string advice) => new($"Use {advice}.")
    {
        Edits = command.Name == "npm" && !run.IsExecForm ? [file.Replace(command.Operands.First(), "ci")] : [],
    };
}
