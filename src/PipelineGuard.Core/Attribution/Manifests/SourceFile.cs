using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Attribution.Manifests;

/// <summary>A text file of the sources.</summary>
/// <param name="path">On this machine.</param>
/// <param name="name">Relative to the repository's root, with forward slashes.</param>
/// <param name="bytes">Its content.</param>
internal sealed class SourceFile(string path, string name, byte[] bytes)
{
    private readonly Lazy<SourceText> _source = new(() => SourceDecoder.Decode(bytes));

    /// <summary>On this machine.</summary>
    public string Path => path;

    /// <summary>Relative to the repository's root, with forward slashes.</summary>
    public string Name => name;

    /// <summary>The name without folders.</summary>
    public string FileName => System.IO.Path.GetFileName(path);

    /// <summary>Its content.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>Its text and lines.</summary>
    public SourceText Source => _source.Value;

    /// <summary>A stretch of the text.</summary>
    public Location Place(int start, int end)
    {
        var (first, last) = (Source.PositionOf(start), Source.PositionOf(end));
        return new(LocationKind.Source, name) { Line = first.Line, Column = first.Column, EndLine = last.Line, EndColumn = last.Column };
    }

    /// <summary>The lines with the offset at which each begins, line breaks left out.</summary>
    public IEnumerable<(int Start, string Text)> Lines()
    {
        for (int i = 0; i < Source.LineCount; i++)
        {
            var span = Source.FullLine(i);
            int mark = i == 0 ? Source.MarkLength : 0;
            yield return (span.Start + mark, Source.Text.Substring(span.Start + mark, span.Length - mark).TrimEnd('\r', '\n'));
        }
    }
}
