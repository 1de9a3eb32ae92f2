using System.Buffers;
using System.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Archives;

/// <summary>Sees the files of an archive and tells each with its first line, or where it ends, what went wrong.</summary>
internal sealed class ArchiveLines : IArchiveVisitor, IScanLog
{
    private readonly ArrayBufferWriter<byte> _content = new();
    private ArchivedFile _file;

    public List<string> Files { get; } = [];

    public List<ScanProblem> Problems { get; } = [];

    public IEnumerable<string> Codes => Problems.Select(problem => problem.Info.Code);

    public bool IsFull => false;

    /// <summary>Walks an archive.</summary>
    public static ArchiveLines Of(string path, byte[] archive)
    {
        var lines = new ArchiveLines();
        var walk = new ArchiveWalk([lines], path, new(archive.Length, new UnpackingTotal()));
        walk.Run(new MemoryStream(archive), ArchiveKinds.Of(path, archive.AsSpan(0, Math.Min(archive.Length, ArchiveWalk.HeadBytes))));
        walk.Report(path, lines);
        return lines;
    }

    public bool Begin(ArchivedFile file, ReadOnlySpan<byte> head)
    {
        _file = file;
        _content.ResetWrittenCount();
        return true;
    }

    public void Append(ReadOnlySpan<byte> block) => _content.Write(block);

    public void Finish()
    {
        var text = Encoding.UTF8.GetString(_content.WrittenSpan);
        Files.Add($"{_file.Inside}: {text.Split('\n')[0]} ({_content.WrittenCount})");
    }

    public void Report(ScanProblem problem) => Problems.Add(problem);
}
