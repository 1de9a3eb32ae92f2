using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds tokens for npm registries that reach a layer.</summary>
internal sealed class MountNpmLogin : PackageLoginRule
{
    private static readonly string[] Keys = [":_authToken", ":_password", ":_auth", "_auth"];

    public override RuleInfo Info { get; } = new("PGD407", "Mount the login of npm", Severity.High)
    {
        Why = "A token in .npmrc lets everyone who can pull the image read, and often publish, your packages.",
        Fix = "Use RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci; keep only addresses in the project's .npmrc.",
        Flags =
        [
            "FROM node:22\nRUN echo \"//npm.example.com/:_authToken=$NPM_TOKEN\" > .npmrc && npm ci",
            "FROM node:22\nRUN npm config set //npm.example.com/:_authToken $NPM_TOKEN && npm ci",
            "FROM node:22\nCOPY .npmrc /root/.npmrc",
            "FROM node:22\nCOPY .npmrc /home/node/",
            "FROM node:22\nCOPY ci/npmrc /root/.npmrc",
            "FROM node:22\nRUN cat <<EOF > ~/.npmrc && npm ci\n//npm.example.com/:_authToken=${NPM_TOKEN}\nEOF",
            "FROM node:22\nARG NPM_TOKEN\nCOPY <<EOF .npmrc\n//npm.example.com/:_authToken=${NPM_TOKEN}\nEOF",
        ],
        Allows =
        [
            "FROM node:22\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci",
            "FROM node:22\nCOPY package.json package-lock.json .npmrc ./",
            "FROM node:22\nRUN echo \"//npm.example.com/:_authToken=$NPM_TOKEN\" > .npmrc && npm ci && rm -f .npmrc",
            "FROM node:22\nRUN echo '//npm.example.com/:_authToken=${NPM_TOKEN}' > .npmrc",
            "FROM node:22\nRUN npm config set registry https://registry.example.com && npm config set fund false",
            "FROM node:22\nCOPY <<'EOF' .npmrc\n//npm.example.com/:_authToken=${NPM_TOKEN}\nEOF",
        ],
        Tags = ["cis-docker:4.10", "cwe:522", "cwe:538"],
    };

    protected override string[] Programs { get; } = ["npm", "pnpm", "yarn"];

    protected override string[] UserPlaces { get; } = [".npmrc"];

    protected override bool HoldsLogin(string text) =>
        Keys.Any(key => text.IndexOf(key + "=", StringComparison.Ordinal) is var at and >= 0 && IsValue(text.AsSpan(at + key.Length + 1)));

    protected override bool SavesLogin(ShellCommand command) =>
        command.IsAny("npm", "pnpm", "yarn") && (command.Is(command.Name!, "config", "set") || command.Is(command.Name!, "set"))
        && command.Arguments.Any(word => Keys.Any(key => word.Shape.EndsWith(key, StringComparison.Ordinal)) || HoldsLogin(word.Shape));

    protected override bool ForgetsLogin(ShellCommand command) =>
        command.Is("npm", "config", "delete") || command.Is("npm", "config", "rm") || command.Is("npm", "logout");

    // npm itself puts the environment's value in the place of "${NAME}".
    private static bool IsValue(ReadOnlySpan<char> text) => text.TrimStart(" \"") is [not ('$' or '\r' or '\n'), ..];
}
