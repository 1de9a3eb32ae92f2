using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds blank lines within an instruction.</summary>
internal sealed class CloseContinuations : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD037", "Leave no blank line within an instruction", Severity.Low)
    {
        Why = "Builders skip the blank line for now, and warn: what looks like the end of the instruction is not.",
        Fix = "Remove the blank line, or the backslash above it.",
        Flags =
        [
            "FROM debian:12.5\nRUN true \\\n\n  && true", "FROM debian:12.5\nENV A=1 \\\n   \n\n    B=2\nRUN true",
            "FROM debian:12.5\nONBUILD RUN true \\\n\n && true", "FROM debian:12.5\nRUN true \\\n\nCMD [\"bash\"]",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN true \\\n  && true\n\nRUN true", "FROM debian:12.5\nRUN true \\\n  # comment\n  && true",
            "FROM debian:12.5\nRUN <<EOF\ntrue\n\ntrue\nEOF",
            "FROM debian:12.5\nCOPY <<A /a\n\nA\n",
        ],
        Tags = ["docker:NoEmptyContinuation"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from instruction in file.Instructions
        let blanks = BlankLinesOf(file, instruction)
        where blanks.Count > 0
        select SwallowedBy(file, blanks) is { } swallowed
            ? At(file, instruction.Keyword, $"{instruction.Keyword} goes on behind a blank line: builders take {swallowed} for a part of it.", new("Remove the backslash above the blank line."))
            : At(file, instruction.Keyword, $"{instruction.Keyword} goes on behind a blank line.", new("Remove the blank line.")
            {
                Edits = [.. blanks.Select(line => TextEdits.Replace(file.Source, file.Path, line, ""))],
            });

    // "RUN true \", a blank line, CMD: nobody means that, so there is nothing to repair without asking.
    private static string? SwallowedBy(Dockerfile file, List<TextSpan> blanks)
    {
        foreach (var blank in blanks)
        {
            var next = file.Source.Text.AsSpan(blank.End);
            next = (next.IndexOf('\n') is var line and >= 0 ? next[..line] : next).TrimStart();
            int end = next.IndexOfAny(" \t\r\n");
            var word = end < 0 ? next : next[..end];
            if (InstructionKinds.Of(word) is not InstructionKind.Unknown and var kind && word.SequenceEqual(kind.Spelled(word).ToUpperInvariant())) return word.ToString();
        }
        return null;
    }

    // The lines of heredocs stand below the last character of the arguments.
    private static List<TextSpan> BlankLinesOf(Dockerfile file, Instruction instruction)
    {
        int end = instruction.Arguments.ToSource(0, instruction.Arguments.Length).End;
        if (end <= instruction.Span.Start || !file.Source[TextSpan.FromBounds(instruction.Span.Start, end)].Contains('\n')) return [];
        int first = file.Source.IndexOfLine(instruction.Span.Start) + 1, last = file.Source.IndexOfLine(end);
        return [.. Enumerable.Range(first, last + 1 - first).Select(file.Source.FullLine).Where(line => file.Source[line].IsWhiteSpace())];
    }
}
