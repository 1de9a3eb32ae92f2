using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Attribution.Layers;

/// <summary>Which instruction sets what a finding about an image's configuration is about.</summary>
internal static class Settings
{
    private static readonly ImmutableDictionary<string, InstructionKind> ByRule = new Dictionary<string, InstructionKind>(StringComparer.Ordinal)
    {
        ["PGI001"] = InstructionKind.User,
        ["PGI002"] = InstructionKind.User,
        ["PGI003"] = InstructionKind.Healthcheck,
        ["PGI004"] = InstructionKind.Expose,
        ["PGI006"] = InstructionKind.Label,
        ["PGI009"] = InstructionKind.Onbuild,
        ["PGI010"] = InstructionKind.Volume,
        ["PGI011"] = InstructionKind.Env,
        ["PGI012"] = InstructionKind.Env,
        ["PGI013"] = InstructionKind.Env,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The instruction and the name of what it sets; null when no instruction does.</summary>
    public static (InstructionKind Kind, string? Name)? Of(Finding finding)
    {
        if (finding.Setting is { } setting)
        {
            var (keyword, name) = setting.IndexOf(' ', StringComparison.Ordinal) is var space and > 0 ? (setting[..space], setting[(space + 1)..]) : (setting, null);
            if (InstructionKinds.Of(keyword) is var kind and not InstructionKind.Unknown) return (kind, name);
        }
        return ByRule.TryGetValue(finding.Rule.Value, out var known) ? (known, finding.Setting) : null;
    }

    /// <summary>The step of the history that a finding is about, counted from 0; null when it is about none.</summary>
    public static int? StepOf(Finding finding) =>
        finding.Setting?.StartsWith("history step ", StringComparison.Ordinal) == true && int.TryParse(finding.Setting["history step ".Length..], out int step) ? step - 1 : null;
}
