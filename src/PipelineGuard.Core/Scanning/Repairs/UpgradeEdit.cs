using PipelineGuard.Attribution.Upgrades;
using PipelineGuard.Dockerfiles;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Scanning.Repairs;

/// <summary>Upgrades packages of a base image: adds a <c>RUN</c> behind its <c>FROM</c>, or names to the one that stands there.</summary>
/// <param name="Edit">The edit.</param>
/// <param name="Run">What its text is.</param>
internal sealed record UpgradeEdit(TextEdit Edit, UpgradeRun Run) : ReportEdit(Edit)
{
    public override string Key => "upgrade";

    public override bool IsPlain(string old) => Run.IsAdded == (old.Length == 0);

    public override bool MayReplace(SourceText source, TextSpan span)
    {
        var stages = Dockerfile.Parse(source.Text).Stages;
        if (Run.IsAdded) return stages.FirstOrDefault(stage => stage.From.Span.End == span.Start) is { } stage && !stage.Instructions.Any(instruction => UpgradeRun.Parse(source[instruction.Span].ToString()) is not null);
        var written = UpgradeRun.Parse(source[span].ToString());
        // All of an instruction, and no piece of one that has become longer.
        return written is { IsAdded: false } && written.Form == Run.Form && written.Names.Length < Run.Names.Length && written.Names.All(name => Run.Names.Contains(name))
            && stages.SelectMany(stage => stage.Instructions).Any(instruction => instruction.Span == span);
    }

    public override string Tell(string old) => $"upgrade {string.Join(", ", Run.Names.Except(UpgradeRun.Parse(old)?.Names ?? []))}";

    /// <summary>One edit for several that stand at one place.</summary>
    public static UpgradeEdit Together(IReadOnlyList<UpgradeEdit> same)
    {
        var first = same[0];
        var names = same.Where(edit => edit.Run.Form == first.Run.Form).SelectMany(edit => edit.Run.Names).ToList();
        return new(UpgradeRun.Extend(first.Edit, names), first.Run.With(names));
    }
}
