using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Rules.Ignoring;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Carries out the repairs that rules propose, until none is left.</summary>
internal static class DockerfileFixer
{
    // A repair may make room for the next one; rules that undo one another must not go on for ever.
    private const int MostRounds = 10;

    /// <summary>Repairs text. Running it on its own result changes nothing.</summary>
    /// <param name="text">The Dockerfile; a byte order mark and the line breaks stay as they are.</param>
    /// <param name="context">What is known besides the file.</param>
    /// <param name="config">The <c>.hadolint.yaml</c> that applies; null without one.</param>
    /// <param name="path">The file's name in findings.</param>
    /// <param name="isOff">True for rules that are left alone; null when none is.</param>
    /// <returns>
    /// The new text, and the findings that were repaired, in the order in which that happened. What is waived is left alone, and so is a
    /// file whose repairs do not come to an end.
    /// </returns>
    public static (string Text, ImmutableArray<Finding> Applied) Fix(
        string text, DockerfileContext context, HadolintConfig? config = null, string path = "Dockerfile", Predicate<RuleId>? isOff = null) =>
        Fix(text, whole => Dockerfile.Parse(whole, path), context, config, isOff);

    /// <summary>Repairs a Dockerfile that stands in another text, and with it that one.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="parse">Finds the Dockerfile in it; null when it is there no more, and then nothing is changed.</param>
    /// <param name="context">What is known besides the file.</param>
    /// <param name="config">The <c>.hadolint.yaml</c> that applies; null without one.</param>
    /// <param name="isOff">True for rules that are left alone; null when none is.</param>
    /// <returns>The new text, and the findings that were repaired.</returns>
    public static (string Text, ImmutableArray<Finding> Applied) Fix(
        string text, Func<string, Dockerfile?> parse, DockerfileContext context, HadolintConfig? config, Predicate<RuleId>? isOff)
    {
        var (repaired, applied) = (text, ImmutableArray.CreateBuilder<Finding>());
        for (int round = 0; round < MostRounds; round++)
        {
            if (parse(repaired) is not { } file) break;
            var whole = file.Source.Embedding?.Host ?? file.Source;
            var chosen = Choose(whole, DockerfileChecker.Check(file, context, config).Where(finding => isOff?.Invoke(finding.Rule) != true));
            var next = TextEdits.Apply(whole, chosen.SelectMany(finding => finding.Fix!.Edits));
            if (next == repaired) return (repaired, applied.ToImmutable());
            applied.AddRange(chosen);
            repaired = next;
        }
        return (text, []);
    }

    /// <summary>Repairs bytes; what comes back has their encoding. A file that is not text comes back as it was.</summary>
    /// <inheritdoc cref="Fix(string, DockerfileContext, HadolintConfig?, string, Predicate{RuleId}?)"/>
    public static (ReadOnlyMemory<byte> Bytes, ImmutableArray<Finding> Applied) Fix(
        ReadOnlyMemory<byte> bytes, DockerfileContext context, HadolintConfig? config = null, string path = "Dockerfile", Predicate<RuleId>? isOff = null)
    {
        var source = SourceDecoder.Decode(bytes.Span);
        if (source.FirstInvalid is not null) return (bytes, []);
        var (text, applied) = Fix(source.Text, context, config, path, isOff);
        return applied.IsEmpty ? (bytes, applied) : (SourceDecoder.Encode(text, source.Encoding), applied);
    }

    // All edits of a repair, or none: half of one could do harm.
    private static List<Finding> Choose(SourceText whole, IEnumerable<Finding> findings)
    {
        var candidates = from finding in findings
                         where finding is { State: not FindingState.Waived, Fix.Edits.IsEmpty: false }
                         let spans = finding.Fix!.Edits.Select(edit => TextEdits.SpanOf(whole, edit)).OrderBy(span => span.Start).ToArray()
                         orderby spans[0].Start, finding.Rule
                         select (finding, spans);
        var (chosen, taken) = (new List<Finding>(), new List<TextSpan>());
        foreach (var (finding, spans) in candidates)
        {
            if (spans.Any(span => Touches(taken, span))) continue;
            foreach (var span in spans) taken.Insert(FirstBehind(taken, span.End), span);
            chosen.Add(finding);
        }
        return chosen;
    }

    // The spans taken do not overlap, so only the nearest one in front can reach in; neighbours count as overlapping.
    private static bool Touches(List<TextSpan> taken, TextSpan span) => FirstBehind(taken, span.End) is var at and > 0 && taken[at - 1].End >= span.Start;

    private static int FirstBehind(List<TextSpan> taken, int offset)
    {
        int low = 0, high = taken.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (taken[middle].Start <= offset) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
