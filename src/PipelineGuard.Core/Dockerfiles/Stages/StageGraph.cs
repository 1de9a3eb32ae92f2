using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>Connects each stage with those it needs, and reports circles.</summary>
internal sealed class StageGraph
{
    private readonly StageNames _names;
    private readonly SyntaxProblems _problems;
    // Where a stage names another one first: the place to report.
    private readonly Dictionary<(Stage From, Stage To), TextSpan> _uses = [];

    private StageGraph(StageNames names, SyntaxProblems problems) => (_names, _problems) = (names, problems);

    /// <summary>Fills in <see cref="Stage.Needs"/> and <see cref="Stage.IsNeeded"/>.</summary>
    public static void Connect(List<Stage> stages, StageNames names, SyntaxProblems problems)
    {
        var graph = new StageGraph(names, problems);
        foreach (var stage in stages) stage.Needs = graph.NeedsOf(stage);
        graph.ReportCircles(stages);
        if (stages.Count > 0) MarkNeeded(stages[^1]);
    }

    private ImmutableArray<Stage> NeedsOf(Stage stage)
    {
        var needs = ImmutableArray.CreateBuilder<Stage>();
        if (stage.Base?.Stage is { } below && _uses.TryAdd((stage, below), stage.From.Image!.Span)) needs.Add(below);
        foreach (var instruction in stage.Instructions)
        {
            foreach (var (name, span) in Sources(instruction))
            {
                if (instruction.Scope.Expand(name) is not { } expanded || _names.FindForCopy(expanded) is not { } other) continue;
                if (other == stage) _problems.Add(span, "The stage copies or mounts from itself.", SyntaxProblemKind.CopyFromItself);
                else if (_uses.TryAdd((stage, other), span)) needs.Add(other);
            }
        }
        return needs.DrainToImmutable();
    }

    private static IEnumerable<(string Name, TextSpan Span)> Sources(Instruction instruction) => instruction switch
    {
        CopyInstruction { From: { } from } copy => [(from, copy.Flag("from")!.Span)],
        RunInstruction run => from mount in run.Mounts where mount.From is not null select (mount.From, mount.Span),
        _ => [],
    };

    // Depth first, without recursion: a file may hold as many stages as lines.
    private void ReportCircles(List<Stage> stages)
    {
        var (open, done) = (new HashSet<Stage>(), new HashSet<Stage>());
        foreach (var start in stages)
        {
            var path = new Stack<(Stage Stage, int Next)>();
            if (!done.Contains(start)) Enter(start);
            while (path.TryPop(out var step))
            {
                if (step.Next == step.Stage.Needs.Length)
                {
                    open.Remove(step.Stage);
                    done.Add(step.Stage);
                    continue;
                }
                path.Push(step with { Next = step.Next + 1 });
                var other = step.Stage.Needs[step.Next];
                if (open.Contains(other)) _problems.Add(_uses[(step.Stage, other)], $"Stage {NameOf(other)} needs itself, through this use of it.");
                else if (!done.Contains(other)) Enter(other);
            }

            void Enter(Stage stage)
            {
                open.Add(stage);
                path.Push((stage, 0));
            }
        }
    }

    private static string NameOf(Stage stage) => SyntaxProblems.Quote(stage.Name ?? $"{stage.Index}");

    private static void MarkNeeded(Stage final)
    {
        var waiting = new Stack<Stage>([final]);
        while (waiting.TryPop(out var stage))
        {
            if (stage.IsNeeded) continue;
            stage.IsNeeded = true;
            foreach (var other in stage.Needs) waiting.Push(other);
        }
    }
}
