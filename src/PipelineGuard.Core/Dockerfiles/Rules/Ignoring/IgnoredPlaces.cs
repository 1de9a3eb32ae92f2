using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules.Ignoring;

/// <summary>Which rules the comments of a file switch off, and where. Made for many comments and many findings: each look-up is a binary search.</summary>
internal sealed class IgnoredPlaces
{
    // Where no instruction and no stage can begin.
    private const int WholeFile = -1;
    private const int BeforeStages = -2;
    private readonly Dockerfile _file;
    private readonly Dictionary<(string Rule, IgnoreScope Scope, int Start), IgnoreComment> _ignored = [];

    /// <summary>Takes in comments; of two that say the same, the first counts.</summary>
    public IgnoredPlaces(Dockerfile file, IEnumerable<IgnoreComment> comments)
    {
        _file = file;
        foreach (var comment in comments)
        {
            if (StartOf(comment) is not { } start) continue;
            foreach (var rule in comment.Names.SelectMany(name => RuleNames.Find(comment.Dialect, name)))
                _ignored.TryAdd((rule, comment.Scope, start), comment);
        }
    }

    /// <summary>Why a finding does not count; null when it does.</summary>
    public Suppression? SuppressionOf(Finding finding)
    {
        if (_ignored.Count == 0 || CommentFor(finding) is not { } comment) return null;
        var (line, column) = _file.Source.PositionOf(comment.Span.Start);
        return new(FormattableString.Invariant($"{_file.Path}({line},{column})"), comment.Reason ?? "ignored by a comment", null);
    }

    private IgnoreComment? CommentFor(Finding finding)
    {
        string rule = finding.Rule.Value;
        if (_ignored.TryGetValue((rule, IgnoreScope.File, WholeFile), out var comment)) return comment;
        if (InstructionAt(finding) is not { } instruction) return null;
        return _ignored.TryGetValue((rule, IgnoreScope.Instruction, instruction.FullSpan.Start), out comment)
            || _ignored.TryGetValue((rule, IgnoreScope.Stage, StageStart(instruction)), out comment) ? comment : null;
    }

    private static int? StartOf(IgnoreComment comment) => comment.Scope switch
    {
        IgnoreScope.Instruction => comment.Target?.FullSpan.Start,
        IgnoreScope.Stage => comment.Target is { } target ? StageStart(target) : null,
        IgnoreScope.File => WholeFile,
    };

    private static int StageStart(Instruction instruction) =>
        (instruction as FromInstruction ?? instruction.Stage?.From)?.FullSpan.Start ?? BeforeStages;

    private Instruction? InstructionAt(Finding finding)
    {
        if (finding.Location.Line is not { } line || _file.Instructions.IsEmpty) return null;
        int offset = _file.Source.OffsetOf(new LinePosition(line, finding.Location.Column ?? 1));
        int low = 0, high = _file.Instructions.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_file.Instructions[middle].FullSpan.Start <= offset) low = middle;
            else high = middle - 1;
        }
        var full = _file.Instructions[low].FullSpan;
        // A place behind the last character belongs to the instruction in front of it.
        return full.Start <= offset && (offset < full.End || offset == _file.Source.Text.Length) ? _file.Instructions[low] : null;
    }
}
