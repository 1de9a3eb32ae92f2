using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds labels that should hold a git commit and do not.</summary>
internal sealed class LabelWithCommit() : LabelKindRule("hash")
{
    private const int Shortest = 7;
    private const int Sha256 = 64;

    public override RuleInfo Info { get; } = Describe(
        "PGD048", "the hash of a git commit", "hadolint:DL3055", ["main", "48a5f", "v1.0.0"], ["48a5f2c", "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3"]);

    protected override bool IsValid(string value) => value.Length is >= Shortest and <= Sha256 && value.All(char.IsAsciiHexDigit);
}
