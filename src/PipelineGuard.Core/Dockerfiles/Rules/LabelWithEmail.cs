using System.Text.RegularExpressions;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds labels that should hold an e-mail address and do not.</summary>
internal sealed partial class LabelWithEmail() : LabelKindRule("email")
{
    public override RuleInfo Info { get; } =
        Describe(
            "PGD050", "an e-mail address", "hadolint:DL3058",
            ["Jo Doe", "jo@", "jo at example.com"], ["jo@example.com", "Jo Doe <jo.doe+app@mail.example.com>"]);

    protected override bool IsValid(string value) => Address().IsMatch(value);

    // An address alone, or with a name in front (RFC 5322 §3.4), as maintainers write it.
    [GeneratedRegex(@"^([^<>@]*<[^\s<>@]+@[^\s<>@]+\.[^\s<>@.]+>|[^\s<>@]+@[^\s<>@]+\.[^\s<>@.]+)$")]
    private static partial Regex Address();
}
