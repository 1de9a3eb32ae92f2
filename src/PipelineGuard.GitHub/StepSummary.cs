using System.Text;
using PipelineGuard.Findings;
using PipelineGuard.Reporting;
using PipelineGuard.Reporting.Markdown;

namespace PipelineGuard.GitHub;

/// <summary>Adds the report to the summary of a step, within the mebibyte that all of the step's summary has.</summary>
internal static class StepSummary
{
    // Less would hold nothing but headings.
    private const int LeastRoom = 60_000;

    public static Publication Append(ScanReport report, string? file)
    {
        const string What = "step summary";
        if (string.IsNullOrEmpty(file)) return new(What, "GITHUB_STEP_SUMMARY names no file: this is no job of GitHub Actions.", Problems.PublishRefused);
        try
        {
            var there = new FileInfo(file) is { Exists: true } known ? known.Length : 0;
            int room = (int)Math.Max(0, MarkdownReport.StepSummaryBytes - there - 1);
            if (room < LeastRoom) return new(What, "Other parts of this step have filled the summary already.", Problems.PublishRefused);
            using var writer = new StreamWriter(new FileStream(file, FileMode.Append, FileAccess.Write), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            if (there > 0) writer.Write('\n');
            MarkdownReport.Write(report, writer, room);
            return new(What, "Written.", null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new(What, Phrases.Sentence(SafeText.OneLine(failure.Message)), Problems.PublishFailed);
        }
    }
}
