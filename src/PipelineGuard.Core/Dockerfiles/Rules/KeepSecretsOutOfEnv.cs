using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds secrets that become part of the image's environment.</summary>
internal sealed class KeepSecretsOutOfEnv : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD401", "Keep secrets out of ENV", Severity.High)
    {
        Why = "The environment is part of the image: whoever can pull it reads the value, and every process in every container gets it.",
        Fix = "Give the value to the container when it starts; if only the build needs it, use RUN --mount=type=secret.",
        Flags =
        [
            "FROM debian:12.5\nENV DB_PASSWORD=hunter2",
            "FROM debian:12.5\nENV GREETING=hello NPM_TOKEN=${NPM_TOKEN}",
            "FROM debian:12.5\nENV Jwt__SecretKey \"not so secret any more\"",
            "FROM debian:12.5\nONBUILD ENV API_KEY=abcdef",
        ],
        Allows =
        [
            "FROM debian:12.5\nENV DB_PASSWORD_FILE=/run/secrets/db DB_PASSWORD=/run/secrets/db",
            "FROM debian:12.5\nENV DB_PASSWORD= API_KEY=\"\"",
            "FROM python:3.12\nENV GPG_KEY 7169605F62C751356D054A26A821E680E5FA6305",
            "FROM mysql:8.4\nENV MYSQL_ALLOW_EMPTY_PASSWORD=yes MYSQL_RANDOM_ROOT_PASSWORD=yes",
            "FROM debian:12.5\nENV PUBLIC_KEY=abc TOKEN_URL=https://example.com/token SECRET_NAME=db TOKENIZERS_PARALLELISM=false",
            "FROM ruby:3.3\nENV SECRET_KEY_BASE_DUMMY=1 SECRET_KEY_BASE=dummy",
            "FROM debian:12.5\nENV API_TOKEN=<your-token> GOOGLE_APPLICATION_CREDENTIALS=key.json DB_PASSWORD=/etc/app/password",
        ],
        Tags = ["hadolint:DL3064", "docker:SecretsUsedInArgOrEnv", "trivy:DS-0031", "cis-docker:4.10", "cwe:798", "cwe:526"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from env in file.All<EnvInstruction>()
        from pair in env.Pairs
        where SecretNames.IsSecret(pair.Name) && !SecretNames.IsPlaceholder(env.Scope.ExpandPartly(pair.Value!.Text))
        // The place is the name: no report shall quote the value.
        select At(file, pair.NameSpan, $"ENV puts the secret '{pair.Name}' into the image.");
}
