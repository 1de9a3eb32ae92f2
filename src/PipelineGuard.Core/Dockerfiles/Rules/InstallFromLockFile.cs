using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds installs that may step away from the lock file that was copied for them.</summary>
internal sealed class InstallFromLockFile : ContextRule
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

    public override IEnumerable<Finding> Check(Dockerfile file, DockerfileContext context) => file.Stages.SelectMany(stage => Check(file, stage, BuildContext.Of(context)));

    private IEnumerable<Finding> Check(Dockerfile file, Stage stage, BuildContext? context)
    {
        var copied = new HashSet<string>(StringComparer.Ordinal);
        foreach (var instruction in stage.Instructions)
        {
            if (instruction is CopyInstruction copy) copied.UnionWith(NamesOf(copy, context));
            if (instruction is not RunInstruction run || copied.Count == 0) continue;
            foreach (var command in run.Script.Commands)
            {
                if (Lock(command, copied) is { } advice) yield return At(file, command, $"{command.Name} may change the lock file that was copied for it.", Repair(file, run, command, copied, advice));
            }
        }
    }

    // Of a pattern it is known what it takes when the context is.
    private static IEnumerable<string> NamesOf(CopyInstruction copy, BuildContext? context)
    {
        var known = context is null ? [] : BuildContext.Sources(copy).Where(source => source.Pattern.Literal is null).ToDictionary(source => source.Word, source => context.Sent.Where(source.Takes));
        return copy.Sources.SelectMany(source => known.TryGetValue(source, out var taken) ? taken : [source.Text]).Select(CopySource.FileName);
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

    // npm ci fails without a lock file, which a pattern may well not have found, or which it looks for in another folder.
    private static Fix Repair(Dockerfile file, RunInstruction run, ShellCommand command, HashSet<string> copied, string advice) => new($"Use {advice}.")
    {
        Edits = command.Name == "npm" && !run.IsExecForm && Locks[0].Files.Any(name => !name.Contains('*', StringComparison.Ordinal) && copied.Contains(name)) && !command.HasFlag("--prefix", "-C", "--package-lock", "--no-package-lock") ? [file.Replace(command.Operands.First(), "ci")] : [],
    };
}
