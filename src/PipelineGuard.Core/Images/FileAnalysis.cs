using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>Offers files to an analyser; what cannot be read becomes a problem of that file.</summary>
internal sealed class FileAnalysis<T>(IFileAnalyzer<T> analyzer, ProblemLimiter problems, IScanLog log, ReadLimits limits) : IDisposable
{
    private readonly FileContent _content = new(limits);

    /// <summary>Reads and analyses the current entry; null when the analyser does not care, or learned nothing worth keeping.</summary>
    /// <exception cref="EndOfStreamException">The layer ends inside it.</exception>
    public FoundFile<T>? Analyze(IEntryReader reader, ContentKey key, ImagePath path)
    {
        bool isNamed = analyzer.WantsName(path);
        var facts = new FileFacts(path, reader.Size, reader.Mode, reader.UserId, reader.GroupId) { IsNamed = isNamed };
        if (!analyzer.Wants(facts)) return null;
        try
        {
            if (reader.Kind == EntryKind.SparseFile) throw new IOException("It is stored as a sparse file, which is not supported.");
            if (analyzer.Begin(facts, _content.Begin(reader).Span) is not { } analysis) return null;
            var file = new ImageFile(facts, _content.Read(analysis.Inspectors, analysis.KeepsContent));
            var result = analysis.Complete(file, log);
            return result is null && !isNamed ? null : new(key, path, result, result is not null, isNamed);
        }
        catch (LimitException limit)
        {
            problems.ReportFile(Problems.LimitReached, path, limit.Message);
        }
        catch (Exception refusal) when (refusal is UnauthorizedAccessException || refusal is IOException and not EndOfStreamException)
        {
            problems.ReportFile(Problems.FileUnreadable, path, refusal.Message);
        }
        return new(key, path, default, IsRead: false, isNamed);
    }

    public void Dispose() => _content.Dispose();
}
