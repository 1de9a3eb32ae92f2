using System.Text.RegularExpressions;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds labels that should hold a time as RFC 3339 (§5.6) writes it and do not.</summary>
internal sealed partial class LabelWithTime() : LabelKindRule("rfc3339", "org.opencontainers.image.created")
{
    public override RuleInfo Info { get; } = Describe(
        "PGD046", "a date and time as in RFC 3339", "hadolint:DL3053",
        ["2026-11-23", "yesterday", "2026-13-01T10:00:00Z", "2026-11-23T10:00:00"], ["2026-11-23T10:00:00Z", "2026-11-23t10:00:00.123+02:00"]);

    protected override bool IsValid(string value) => Time().IsMatch(value);

    [GeneratedRegex(
        @"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt ]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$")]
    private static partial Regex Time();
}
