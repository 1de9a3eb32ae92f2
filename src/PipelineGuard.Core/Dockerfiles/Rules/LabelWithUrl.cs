using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds labels that should hold an address and do not.</summary>
internal sealed class LabelWithUrl()
    : LabelKindRule("url", "org.opencontainers.image.url", "org.opencontainers.image.source", "org.opencontainers.image.documentation")
{
    public override RuleInfo Info { get; } =
        Describe(
            "PGD045", "a URL", "hadolint:DL3052",
            ["example", "www.example.com/app", "https://"], ["https://example.com/app", "ssh://git@example.com/app.git"]);

    protected override bool IsValid(string value) =>
        (Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Host.Length > 0) || value.StartsWith("git@", StringComparison.Ordinal);
}
