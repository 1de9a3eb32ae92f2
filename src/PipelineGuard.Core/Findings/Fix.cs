using System.Collections.Immutable;

namespace PipelineGuard.Findings;

/// <summary>The smallest change that removes a finding.</summary>
/// <param name="Description">What to do, in one sentence, in plain text.</param>
public sealed record Fix(string Description)
{
    /// <summary>For a package: the lowest version without the vulnerability; null when the fix is something else.</summary>
    public string? Version { get; init; }

    /// <summary>Edits that carry it out; empty when it cannot be done by editing text.</summary>
    public ImmutableArray<TextEdit> Edits { get; init; } = [];
}
