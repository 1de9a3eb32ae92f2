using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>
/// Cuts a file into nodes, by the rules of BuildKit's parser. It reads every line once and never throws: what it cannot make sense of
/// becomes a problem and an <see cref="UnknownInstruction"/>.
/// </summary>
internal sealed class DockerfileParser
{
    private readonly SourceText _source;
    private readonly LineCursor _lines;
    private readonly SyntaxProblems _problems;
    private readonly DirectiveReader _directives;
    private readonly HeredocReader _heredocs;
    private readonly InstructionReader _instructions;
    private readonly ImmutableArray<DockerfileNode>.Builder _nodes = ImmutableArray.CreateBuilder<DockerfileNode>();

    private DockerfileParser(SourceText source, SyntaxProblems problems)
    {
        (_source, _problems, _lines) = (source, problems, new(source));
        _directives = new(problems);
        _heredocs = new(_lines, problems);
        _instructions = new(problems, _directives) { ReportsUnknown = !source.Text.Contains('\0') };
    }

    /// <summary>Reads a whole file.</summary>
    public static ImmutableArray<DockerfileNode> Parse(SourceText source, SyntaxProblems problems)
    {
        var parser = new DockerfileParser(source, problems);
        parser.ReportEncoding();
        while (!parser._lines.AtEnd) parser._nodes.Add(parser.ReadNode());
        return parser._nodes.DrainToImmutable();
    }

    private DockerfileNode ReadNode()
    {
        var text = _lines.Text;
        var trimmed = text.Trim();
        var (full, span) = (_lines.Full, new TextSpan(_lines.Content.Start + text.Length - text.TrimStart().Length, trimmed.Length));
        if (!trimmed.IsEmpty && trimmed[0] != '#') return ReadInstruction();

        _lines.Advance();
        var directive = trimmed.IsEmpty ? null : _directives.TryRead(full, span, trimmed);
        if (directive is not null) return directive;
        _directives.End();
        return trimmed.IsEmpty ? new BlankLine(full, span) : new Comment(full, span, trimmed[1..].Trim().ToString());
    }

    private Instruction ReadInstruction()
    {
        _directives.End();
        int start = _lines.Full.Start;
        char escape = _directives.Escape;
        var line = LogicalLine.Read(_lines, escape);
        var head = InstructionHead.Read(line.Text, escape);
        int end = line.Text.ToSource(0, line.Text.Text.AsSpan().TrimEnd().Length).End;

        var heredocs = ReadHeredocs(head, escape);
        if (!heredocs.IsEmpty) end = EndOfLastLine();
        var fullSpan = TextSpan.FromBounds(start, _lines.Full.Start);
        return _instructions.Read(new(head.Kind, head.Keyword, fullSpan, TextSpan.FromBounds(head.Keyword.Span.Start, end))
        {
            Flags = head.Flags,
            Arguments = head.Arguments,
            Heredocs = heredocs,
            Comments = line.Comments,
            Escape = escape,
        });
    }

    private ImmutableArray<Heredoc> ReadHeredocs(InstructionHead head, char escape)
    {
        if (head.Kind == InstructionKind.Onbuild) head = InstructionHead.Read(head.Arguments, escape);
        if (!head.Kind.TakesHeredocs() || !ExecForm.TryRead(head.Arguments).IsDefault) return [];
        return _heredocs.Read(head.Arguments, escape);
    }

    private int EndOfLastLine() => _lines.Index == 0 ? 0 : _lines.ContentOf(_lines.Index - 1).End;

    private static string NameOf(SourceEncoding encoding) => encoding switch
    {
        SourceEncoding.Utf8 => "UTF-8",
        SourceEncoding.Utf16LittleEndian or SourceEncoding.Utf16BigEndian => "UTF-16",
        SourceEncoding.Utf32LittleEndian or SourceEncoding.Utf32BigEndian => "UTF-32",
    };

    private void ReportEncoding()
    {
        if (_source.Encoding != SourceEncoding.Utf8)
            _problems.Add(new(_source.MarkLength, 0), $"The file is {NameOf(_source.Encoding)}; builders read UTF-8 only.");
        if (_source.FirstInvalid is { } invalid)
            _problems.Add(new(invalid, Math.Min(1, _source.Text.Length - invalid)), "The file holds bytes that are no text.");
        if (_source.Text.IndexOf('\0', StringComparison.Ordinal) is var zero and >= 0)
            _problems.Add(new(zero, 1), "The file holds a NUL character: it is binary, or not a Dockerfile.");
    }
}
