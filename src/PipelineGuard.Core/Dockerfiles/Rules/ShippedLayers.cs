using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Knows which instructions make layers of the final image; what other stages leave behind costs nothing.</summary>
internal static class ShippedLayers
{
    /// <summary>True for the final stage and those it stands on.</summary>
    public static bool IsShipped(this Dockerfile file, Stage? stage) => stage is not null && file.ShippedStages().Contains(stage);

    /// <summary>The <c>RUN</c> instructions of the final stage and of those it stands on.</summary>
    public static IEnumerable<RunInstruction> ShippedRuns(this Dockerfile file)
    {
        var stages = file.ShippedStages();
        return file.All<RunInstruction>().Where(run => run.Stage is { } stage && stages.Contains(stage));
    }

    private static HashSet<Stage> ShippedStages(this Dockerfile file)
    {
        var stages = new HashSet<Stage>();
        for (var stage = file.FinalStage; stage is not null && stages.Add(stage); stage = stage.Base?.Stage)
        {
        }
        return stages;
    }
}
