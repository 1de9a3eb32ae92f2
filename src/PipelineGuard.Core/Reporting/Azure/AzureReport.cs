using PipelineGuard.Policy;
using PipelineGuard.Reporting.Annotations;

namespace PipelineGuard.Reporting.Azure;

/// <summary>Writes a report as logging commands: a step that prints it shows issues, and a Warn ends it as <c>SucceededWithIssues</c>.</summary>
internal static class AzureReport
{
    /// <summary>Azure's agent keeps ten errors and ten warnings of a step (azure-pipelines-agent, ExecutionContext).</summary>
    private const int ShownOfEachLevel = 10;

    public static void Write(ScanReport report, TextWriter writer)
    {
        new AnnotationLog(ShownOfEachLevel, LoggingCommand.Of).Write(AnnotationList.Of(report), writer, "Azure Pipelines");
        var verdict = VerdictLine.Of(report);
        writer.Write($"{verdict}\n");
        if (report.Verdict == Verdict.Warn) writer.Write($"{LoggingCommand.Complete("SucceededWithIssues", verdict)}\n");
    }
}
