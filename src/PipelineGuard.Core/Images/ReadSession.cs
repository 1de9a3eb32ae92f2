using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>What all threads that read one image share.</summary>
internal sealed record ReadSession(ReadLimits Limits, DigestChecks Checks, IScanLog Log, Action<int>? OnRead, CancellationToken Cancellation)
{
    /// <summary>Room for entries.</summary>
    public EntryBudget Budget { get; } = new(Limits);
}
