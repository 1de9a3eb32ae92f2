using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds secrets in labels.</summary>
internal sealed class KeepSecretsOutOfLabels : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD403", "Keep secrets out of LABEL", Severity.High)
    {
        Why = "Labels are there to be read: registries and tools show them to everyone who can see the image.",
        Fix = "Remove the label, and replace the secret: it is known by now.",
        Flags =
        [
            "FROM debian:12.5\nLABEL com.example.api-key=abcdef",
            "FROM debian:12.5\nLABEL version=1 deploy.token=\"$DEPLOY_TOKEN\"",
        ],
        Allows =
        [
            "FROM debian:12.5\nLABEL org.opencontainers.image.title=\"Password manager\"",
            "FROM debian:12.5\nLABEL com.example.token.url=https://example.com com.example.public-key=abc",
            "FROM debian:12.5\nLABEL com.example.password=\"\"",
        ],
        Tags = ["cis-docker:4.10", "cwe:798"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from label in file.All<LabelInstruction>()
        from pair in label.Pairs
        where pair.Value is not null && SecretNames.IsSecret(pair.Name)
        where !SecretNames.IsPlaceholder(label.Scope.ExpandPartly(pair.Value!.Text))
        select At(file, pair.NameSpan, $"The label '{pair.Name}' shows a secret to everyone.");
}
