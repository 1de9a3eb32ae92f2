using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting;

/// <summary>What other images would change for the one that an image stands on.</summary>
/// <param name="Base">The base image, as it was named or as the candidate that the image's layers show it to be; null when it is not known.</param>
/// <param name="KnowsBase">True when only the base image's vulnerabilities were counted; false when all of the image's were, since nothing tells them apart.</param>
/// <param name="Candidates">The candidates, the one that leaves least first, those of other distributions last; the base itself is not among them. Empty when everything was looked at and nothing is newer.</param>
public sealed record BaseAdvice(string? Base, bool KnowsBase, ImmutableArray<BaseCandidate> Candidates)
{
    /// <summary>The candidate to take: of the same distribution, and it leaves less than there is; null when there is none.</summary>
    internal BaseCandidate? Best => KnowsBase ? Candidates.FirstOrDefault(candidate => candidate.IsSameDistribution && candidate.Left < candidate.Before) : null;
}

/// <summary>What one candidate would change.</summary>
/// <param name="Name">The candidate, as it was named.</param>
/// <param name="Before">Vulnerabilities of the base image that is used now, waived ones left out.</param>
/// <param name="Removed">Those of them that the candidate does not have.</param>
/// <param name="Added">Vulnerabilities of the candidate that the base image does not have.</param>
/// <param name="IsSameDistribution">True when both are of the same distribution; another one is seldom a replacement.</param>
public sealed record BaseCandidate(string Name, int Before, int Removed, int Added, bool IsSameDistribution)
{
    /// <summary>Vulnerabilities that would be there with it.</summary>
    public int Left => Before - Removed + Added;

    /// <summary>True when it is the base image's own tag, which stands for another image by now: building anew is enough.</summary>
    public bool IsRebuild { get; init; }

    /// <summary>Fingerprints of the image's findings that would go, in their order.</summary>
    public ImmutableArray<string> Removes { get; init; } = [];

    /// <summary>The edit that names it in a Dockerfile or project; null when edits do not do it.</summary>
    public TextEdit? Edit { get; init; }

    /// <summary>What stands in place of <see cref="Edit"/> now: the name, or a part of it; null without one.</summary>
    public string? Replaces { get; init; }

    /// <summary>Beside <see cref="Edit"/>, the edit of the digest where that is written in a place of its own; null elsewhere.</summary>
    public TextEdit? DigestEdit { get; init; }

    /// <summary>What stands in place of <see cref="DigestEdit"/> now; null without one.</summary>
    public string? ReplacesDigest { get; init; }

    /// <summary>What to know about <see cref="Edit"/> where it is no edit of the name itself: the variable whose value it changes, and whether a build may replace that; null else.</summary>
    public string? EditNote { get; init; }
}
