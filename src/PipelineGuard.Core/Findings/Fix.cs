using System.Collections.Immutable;

namespace PipelineGuard.Findings;

/// <summary>The smallest change that removes a finding.</summary>
/// <param name="Description">What to do, in one sentence, in plain text.</param>
public sealed record Fix(string Description)
{
    /// <summary>For a package: the lowest version without the vulnerability; null when the fix is something else.</summary>
    public string? Version { get; init; }

    /// <summary>
    /// The nearest version above <see cref="Version"/> that no advisory at hand speaks of; null when that one is free of all, when there is none, and for
    /// packages of a distribution, whose fixes are always its newest.
    /// </summary>
    public string? CleanVersion { get; init; }

    /// <summary>The version to take: the clean one where one is known; null when the fix is something else.</summary>
    internal string? BestVersion => CleanVersion ?? Version;

    /// <summary>Edits that carry it out; empty when it cannot be done by editing text.</summary>
    public ImmutableArray<TextEdit> Edits { get; init; } = [];
}
