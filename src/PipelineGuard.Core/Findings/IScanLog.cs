namespace PipelineGuard.Findings;

/// <summary>Takes what goes wrong while something is read. Safe to call from several threads; never throws.</summary>
public interface IScanLog
{
    /// <summary>Records one problem; the scan goes on.</summary>
    void Report(ScanProblem problem);
}
