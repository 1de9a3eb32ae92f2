using PipelineGuard.Reporting.Annotations;

namespace PipelineGuard.Reporting.GitHub;

/// <summary>Writes a report as workflow commands: a step that prints it shows annotations, whatever its token may do.</summary>
internal static class GitHubReport
{
    /// <summary>GitHub shows ten annotations of each level for one step (GitHub Docs, "Annotations").</summary>
    private const int ShownOfEachLevel = 10;

    public static void Write(ScanReport report, TextWriter writer)
    {
        new AnnotationLog(ShownOfEachLevel, WorkflowCommand.Of).Write(AnnotationList.Of(report), writer, "GitHub");
        writer.Write($"{VerdictLine.Of(report)}\n");
    }
}
