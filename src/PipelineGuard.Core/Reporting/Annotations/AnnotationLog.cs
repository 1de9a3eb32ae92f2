using System.Collections.Immutable;

namespace PipelineGuard.Reporting.Annotations;

/// <summary>
/// Writes annotations into the log of a build: as many commands of each level as the host shows, everything else as text, and a sentence
/// that says so, because what is not shown looks as if it was not there.
/// </summary>
/// <param name="shownOfEachLevel">How many of each level the host shows for one step.</param>
/// <param name="command">The annotation as a command of the host, one line; null when the host has no such level.</param>
internal sealed class AnnotationLog(int shownOfEachLevel, Func<Annotation, string?> command)
{
    // A log is read by people; the JSON report holds everything.
    private const int MaxTextLines = 1_000;

    /// <summary>Writes the commands, then the rest.</summary>
    /// <param name="annotations">Loudest first.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="host">Who shows them, for the sentence.</param>
    public void Write(ImmutableArray<Annotation> annotations, TextWriter writer, string host)
    {
        var rest = new List<Annotation>();
        foreach (var level in annotations.GroupBy(annotation => annotation.Level))
        {
            int shown = 0;
            foreach (var annotation in level)
            {
                if (shown < shownOfEachLevel && command(annotation) is { } line)
                {
                    writer.Write($"{line}\n");
                    shown++;
                }
                else
                {
                    rest.Add(annotation);
                }
            }
        }
        WriteRest(rest, annotations.Length, writer, host);
    }

    private void WriteRest(List<Annotation> rest, int all, TextWriter writer, string host)
    {
        if (rest.Count == 0) return;
        writer.Write($"{host} shows {Phrases.Number(all - rest.Count)} of {Phrases.Count(all, "annotation")}, at most {shownOfEachLevel} of each level; the others are in this log only:\n");
        foreach (var annotation in rest.Take(MaxTextLines)) writer.Write($"  {Word(annotation.Level)} {Place(annotation)}{annotation.OneLine}\n");
        if (rest.Count > MaxTextLines) writer.Write($"  … and {Phrases.Number(rest.Count - MaxTextLines)} more, see -o json\n");
    }

    private static string Place(Annotation annotation) => annotation switch
    {
        { Path: null } => "",
        { Line: { } line } => $"{annotation.Path}({line}): ",
        _ => $"{annotation.Path}: ",
    };

    private static string Word(AnnotationLevel level) => level switch
    {
        AnnotationLevel.Notice => "notice",
        AnnotationLevel.Warning => "warning",
        AnnotationLevel.Error => "error",
    };
}
