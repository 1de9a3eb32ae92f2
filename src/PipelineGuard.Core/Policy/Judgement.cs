using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Policy;

/// <summary>What a policy makes of a scan.</summary>
/// <param name="Verdict">The outcome.</param>
/// <param name="Findings">Every finding of the scan, none removed, with severity, state, suppression and gate action set, in the order of <see cref="Finding.CompareTo"/>.</param>
/// <param name="Problems">The problems of the scan and those of the policy itself, in a fixed order.</param>
/// <param name="Reasons">Why the verdict is what it is, one sentence each, worst first; empty for Pass.</param>
internal sealed record Judgement(
    Verdict Verdict, ImmutableArray<Finding> Findings, ImmutableArray<ScanProblem> Problems, ImmutableArray<string> Reasons);
