using PipelineGuard.Findings;

namespace PipelineGuard.GitHub;

/// <summary>What became of one thing that was to be published.</summary>
/// <param name="What">The thing, as the user knows it: <c>pull request comment</c>.</param>
/// <param name="Outcome">What happened, in one sentence; may hold text of the host's.</param>
/// <param name="Problem">Null when it was done; <see cref="Problems.PublishRefused"/> when the token may not; else <see cref="Problems.PublishFailed"/>.</param>
internal sealed record Publication(string What, string Outcome, ProblemInfo? Problem);

/// <summary>What the user wants published.</summary>
internal sealed record PublishWishes
{
    /// <summary>The SARIF file to upload to code scanning; null for none.</summary>
    public string? Sarif { get; init; }

    /// <summary>A check run with annotations.</summary>
    public bool Check { get; init; }

    /// <summary>One comment on the pull request.</summary>
    public bool Comment { get; init; }

    /// <summary>Suggested changes on lines of the pull request.</summary>
    public bool Suggestions { get; init; }

    /// <summary>The packages of the images as a dependency snapshot.</summary>
    public bool Snapshot { get; init; }

    /// <summary>The step summary.</summary>
    public bool Summary { get; init; }

    /// <summary>True when there is something to do.</summary>
    public bool Any => Sarif is not null || Check || Comment || Suggestions || Snapshot || Summary;

    /// <summary>True when something needs a token.</summary>
    public bool NeedsToken => Sarif is not null || Check || Comment || Suggestions || Snapshot;
}
