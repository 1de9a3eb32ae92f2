using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>Gives wanted files to an analyser; what cannot be read becomes a problem of that file.</summary>
internal sealed class FileAnalysis<T>(IFileAnalyzer<T> analyzer, ProblemLimiter problems, IScanLog log)
{
    /// <summary>Whether the analyser wants the file.</summary>
    public bool Wants(ImagePath path) => analyzer.Wants(path);

    /// <summary>Reads and analyses the current entry.</summary>
    /// <exception cref="EndOfStreamException">The layer ends inside it.</exception>
    public FoundFile<T> Analyze(IEntryReader reader, ContentKey key, ImagePath path)
    {
        if (!TryRead(reader, path, out var content)) return new(key, path, default, IsRead: false);
        return new(key, path, analyzer.Analyze(new(path, content), log), IsRead: true);
    }

    private bool TryRead(IEntryReader reader, ImagePath path, out ReadOnlyMemory<byte> content)
    {
        content = default;
        try
        {
            if (reader.Kind == EntryKind.SparseFile) throw new IOException("It is stored as a sparse file, which is not supported.");
            content = reader.ReadContent();
            return true;
        }
        catch (LimitException limit)
        {
            problems.ReportFile(Problems.LimitReached, path, limit.Message);
        }
        catch (Exception refusal) when (refusal is UnauthorizedAccessException || refusal is IOException and not EndOfStreamException)
        {
            problems.ReportFile(Problems.FileUnreadable, path, refusal.Message);
        }
        return false;
    }
}
