using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Knows which instructions make layers of the final image; what other stages leave behind costs nothing.</summary>
internal static class ShippedLayers
{
    /// <summary>The <c>RUN</c> instructions of the final stage and of those it stands on that run at least one of some programs (see <see cref="Dockerfile.Runs"/>).</summary>
    public static IEnumerable<RunInstruction> ShippedRuns(this Dockerfile file, params ReadOnlySpan<string> programs) => Shipped(file, file.Runs(programs));

    /// <summary>The instructions of a type in the final stage and in those it stands on.</summary>
    public static IEnumerable<T> Shipped<T>(this Dockerfile file) where T : Instruction => Shipped(file, file.All<T>());

    private static IEnumerable<T> Shipped<T>(Dockerfile file, IEnumerable<T> instructions) where T : Instruction
    {
        var stages = new HashSet<Stage>();
        for (var stage = file.FinalStage; stage is not null && stages.Add(stage); stage = stage.Base?.Stage)
        {
        }
        return instructions.Where(instruction => instruction.Stage is { } stage && stages.Contains(stage));
    }
}
