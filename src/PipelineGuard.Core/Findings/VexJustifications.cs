using System.Collections.Immutable;

namespace PipelineGuard.Findings;

/// <summary>Why a product is not affected, in the words that OpenVEX and CSAF share (OpenVEX 0.2.0, "Status Justifications").</summary>
public static class VexJustifications
{
    /// <summary>All five.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        "component_not_present",
        "vulnerable_code_not_present",
        "vulnerable_code_not_in_execute_path",
        "vulnerable_code_cannot_be_controlled_by_adversary",
        "inline_mitigations_already_exist",
    ];

    /// <summary>The word as a person reads it: <c>vulnerable code not in execute path</c>.</summary>
    public static string Words(string justification) => justification.Replace('_', ' ');
}
