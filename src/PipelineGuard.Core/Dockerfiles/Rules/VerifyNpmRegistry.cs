using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds npm and its relatives told to accept any certificate.</summary>
internal sealed class VerifyNpmRegistry : DockerfileRule
{
    private static readonly TextMarks Variables = new("NPM_CONFIG_STRICT_SSL", "npm_config_strict_ssl", "YARN_ENABLE_STRICT_SSL");

    public override RuleInfo Info { get; } = new("PGD231", "Let npm check certificates", Severity.High)
    {
        Why = "Without strict-ssl anybody on the way to the registry can put other code into the image.",
        Fix = "Give npm the certificate of your registry (cafile, NODE_EXTRA_CA_CERTS), and take the setting away.",
        Flags =
        [
            "FROM node:22-slim\nRUN npm config set strict-ssl false && npm ci",
            "FROM node:22-slim\nRUN npm config set strict-ssl=false -g",
            "FROM node:22-slim\nRUN yarn config set strict-ssl false",
            "FROM node:22-slim\nENV NPM_CONFIG_STRICT_SSL=false",
            "FROM node:22-slim\nRUN npm ci --strict-ssl=false",
        ],
        Allows =
        [
            "FROM node:22-slim\nRUN npm config set strict-ssl true && npm ci",
            "FROM node:22-slim\nENV NPM_CONFIG_STRICT_SSL=true",
            "FROM node:22-slim\nRUN npm config set cafile /etc/ca.pem && npm run strict-ssl false",
        ],
        Tags = ["checkov:CKV2_DOCKER_12", "checkov:CKV2_DOCKER_13", "cwe:295"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        var commands = from command in file.Commands("npm", "yarn", "pnpm")
                       where command.IsAny("npm", "yarn", "pnpm") && SwitchesOff(command)
                       select At(file, command, $"{command.Name} accepts any certificate from here on.");
        var settings = from setting in file.Settings(Variables)
                       where setting.Value is "false" or "0"
                       select At(file, setting.Place, $"{setting.Name} makes npm accept any certificate.");
        return commands.Concat(settings);
    }

    private static bool SwitchesOff(ShellCommand command)
    {
        if (command.FlagValue("--strict-ssl") == "false" || command.HasFlag("--no-strict-ssl")) return true;
        var operands = command.Operands.Take(4).Select(word => word.Value).ToArray();
        return operands is ["config", "set", "strict-ssl" or "enableStrictSsl", "false" or "0", ..] or ["config", "set", "strict-ssl=false", ..] or ["set", "strict-ssl", "false", ..];
    }
}
