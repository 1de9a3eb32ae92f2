using System.Globalization;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Findings;
using PipelineGuard.Lifecycle;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds base images that hold something without support.</summary>
internal abstract class SupportedBaseRule : ContextRule
{
    public sealed override DockerfileContext ExampleContext => DockerfileContext.Empty with { SupportDates = SupportDates.Embedded, Today = new(2026, 11, 23) };

    public sealed override IEnumerable<Finding> Check(Dockerfile file, DockerfileContext context) =>
        from stage in file.Stages
        where stage.Base is { IsEarlierStage: false, IsScratch: false }
        from release in ReleasesOf(stage.Base!.Reference)
        let ended = release.OutOfSupport(context)
        where ended is not null
        let since = ended.Value.Since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        let finding = At(file, stage.From.Image!, $"{release.Title} {ended.Value.Release} has been without updates since {since}.")
        // What only builds is not attacked at run time.
        select stage.Base == file.FinalStage!.Root ? finding : finding with { Severity = Severity.Medium };

    /// <summary>What an image holds, as far as its name says so.</summary>
    protected abstract IEnumerable<BaseRelease> ReleasesOf(ImageReference image);
}
