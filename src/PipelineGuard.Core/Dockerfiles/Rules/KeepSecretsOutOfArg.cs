using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds build arguments that carry secrets.</summary>
internal sealed class KeepSecretsOutOfArg : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD402", "Keep secrets out of ARG", Severity.Medium)
    {
        Why = "The value of a build argument stands in the image's history and in its provenance, for everyone who can pull it.",
        Fix = "Use RUN --mount=type=secret,id=name,env=NAME and build with --secret id=name.",
        Flags =
        [
            "FROM node:22\nARG NPM_TOKEN",
            "FROM debian:12.5\nARG VERSION=1 db_password=hunter2",
            "ARG GITHUB_PAT=abc\nFROM debian:12.5",
            "FROM debian:12.5\nARG API_KEY=\"\"",
        ],
        Allows =
        [
            "FROM node:22\nARG TOKEN_URL\nARG PASSWORD_FILE=/run/secrets/db",
            "FROM ruby:3.3\nARG SECRET_KEY_BASE=dummy",
            "ARG NPM_TOKEN\nFROM node:22",
            "FROM node:22\nRUN --mount=type=secret,id=npm,env=NPM_TOKEN npm ci",
            "FROM debian:12.5\nARG PUBLIC_KEY\nARG SSH_KEY_PATH\nARG MAX_TOKENS=100",
        ],
        Tags = ["hadolint:DL3064", "docker:SecretsUsedInArgOrEnv", "trivy:DS-0031", "cis-docker:4.10", "cwe:798", "cwe:538"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from arg in file.All<ArgInstruction>()
        from pair in arg.Pairs
        where SecretNames.IsSecret(pair.Name) && Carries(arg, pair)
        select At(file, pair.NameSpan, $"The value of the build argument '{pair.Name}' stays in the image's history.");

    // In front of FROM nothing reaches an image; a secret that is written there is known to all readers of the file all the same.
    private static bool Carries(ArgInstruction arg, Pair pair)
    {
        var value = pair.Value is { } word ? arg.Scope.ExpandPartly(word.Text) : "";
        return value.Length == 0 ? arg.Stage is not null : !SecretNames.IsPlaceholder(value);
    }
}
