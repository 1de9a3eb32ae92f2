using NuGet.Versioning;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds labels that should hold a semantic version and do not.</summary>
internal sealed class LabelWithVersion() : LabelKindRule("semver")
{
    public override RuleInfo Info { get; } = Describe(
        "PGD049", "a semantic version", "hadolint:DL3056", ["1.0", "latest", "v1.0.0", "1.0.0.0"], ["1.0.0", "1.2.3-rc.1+build.5"]);

    protected override bool IsValid(string value) => SemanticVersion.TryParse(value, out _);
}
