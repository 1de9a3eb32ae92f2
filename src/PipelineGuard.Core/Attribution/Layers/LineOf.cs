using PipelineGuard.Dockerfiles;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Attribution.Layers;

/// <summary>Places in a Dockerfile.</summary>
internal static class LineOf
{
    /// <summary>The image's name behind <c>FROM</c>, at the bottom of the stages that a stage stands on.</summary>
    public static Location BaseImage(Dockerfile file, Stage stage)
    {
        var from = stage.Lineage.Last().From;
        return Place(file, from.Image is { } image ? image.Span : from.Span);
    }

    /// <summary>All lines of an instruction.</summary>
    public static Location Instruction(Dockerfile file, Instruction instruction) => Place(file, instruction.Span);

    /// <summary>A stretch of the file.</summary>
    public static Location Place(Dockerfile file, TextSpan span)
    {
        var (start, end) = (file.Source.PositionOf(span.Start), file.Source.PositionOf(span.End));
        return new(LocationKind.Source, file.Path) { Line = start.Line, Column = start.Column, EndLine = end.Line, EndColumn = end.Column };
    }
}
