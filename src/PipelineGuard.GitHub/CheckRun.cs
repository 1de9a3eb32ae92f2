using PipelineGuard.Policy;
using PipelineGuard.Reporting;
using PipelineGuard.Reporting.Annotations;

namespace PipelineGuard.GitHub;

/// <summary>A check run with the verdict as its conclusion and the findings that have a line as annotations, in batches as large as the API takes.</summary>
internal static class CheckRun
{
    private const string Name = "PipelineGuard";

    /// <summary>The most that one request may bring; later ones add to it (GitHub Docs, "Check runs").</summary>
    private const int Batch = 50;

    // A person reads no more, and each batch is a request.
    private const int MaxAnnotations = 1_000;
    private const int MessageLength = 4_000;
    private const int TitleLength = 255;

    public static async Task<string> CreateAsync(GitHubApi api, GitHubJob job, ScanReport report)
    {
        var all = AnnotationList.Of(report).Where(annotation => annotation.Path is not null).ToList();
        var batches = all.Take(MaxAnnotations).Select(Of).Chunk(Batch).ToList();
        var (title, summary) = ($"{report.Verdict}: {new SeverityCounts(report.Findings.Where(finding => finding.State != Findings.FindingState.Waived))}", Summary(report));
        var first = new CheckBody(Name, job.Head, "completed", Conclusion(report.Verdict), job.RunPage?.AbsoluteUri, new(title, summary, batches.FirstOrDefault() ?? []));
        var run = await api.PostAsync<CheckReceipt>("check-runs", first).ConfigureAwait(false);
        foreach (var batch in batches.Skip(1))
        {
            if (run is not { Id: > 0 }) throw new GitHubException(null, "GitHub made the check run but named none that more annotations could be added to.");
            await api.PatchAsync<CheckReceipt>($"check-runs/{run.Id}", new CheckBody(null, null, null, null, null, new(title, summary, batch))).ConfigureAwait(false);
        }
        var rest = all.Count > MaxAnnotations ? $"; {Phrases.Number(all.Count - MaxAnnotations)} more are in the report only" : "";
        return $"{Phrases.Count(Math.Min(all.Count, MaxAnnotations), "annotation")} on lines{rest}.";
    }

    private static string Conclusion(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "success",
        Verdict.Warn => "neutral",
        Verdict.Incomplete => "failure",
        Verdict.Block => "failure",
    };

    private static string Summary(ScanReport report)
    {
        using var writer = new StringWriter();
        ReportFormats.Get("comment").Write(report, writer);
        return writer.ToString();
    }

    private static CheckAnnotation Of(Annotation annotation)
    {
        int line = Math.Max(1, annotation.Line ?? 1);
        int end = Math.Max(line, annotation.EndLine ?? line);
        // Columns are taken only within one line, and the last one is part of the annotation.
        bool hasColumns = annotation is { Line: not null, Column: > 0 } && end == line;
        int? column = hasColumns ? annotation.Column : null;
        int? endColumn = hasColumns && annotation.EndColumn is { } after ? Math.Max(column!.Value, after - 1) : column;
        return new(
            annotation.Path!, line, end, column, endColumn, Level(annotation.Level), SafeText.Cut(annotation.Message, MessageLength), SafeText.Cut(annotation.Title, TitleLength));
    }

    private static string Level(AnnotationLevel level) => level switch
    {
        AnnotationLevel.Notice => "notice",
        AnnotationLevel.Warning => "warning",
        AnnotationLevel.Error => "failure",
    };
}
