using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Base of the rules about package managers whose cache stays in the layer.</summary>
/// <param name="manager">The package manager.</param>
/// <param name="clean">The command that cleans up; its words must not depend on the folder in which it runs.</param>
internal abstract class CleanCacheRule(PackageManager manager, string clean) : DockerfileRule
{
    private readonly string _advice = $"Add '{clean}' to the same RUN.";

    /// <inheritdoc/>
    public sealed override IEnumerable<Finding> Check(Dockerfile file) => Check(file, LastNeed(file));

    private IEnumerable<Finding> Check(Dockerfile file, int lastNeed) =>
        from run in file.ShippedRuns(manager.Programs.AsSpan())
        let filling = run.Script.Commands.LastOrDefault(Fills)
        where filling is not null && !manager.Caches.Any(run.KeepsOutOfLayer)
        where !run.Script.Commands.Any(command => command.Span.Start > filling.Span.Start && manager.Cleans(command))
        select At(file, filling, $"What {filling.Name} downloads here stays in the image: nothing deletes {manager.Caches[0]}.", new(_advice)
        {
            Edits = run.Span.Start < lastNeed ? [] : file.AppendToRun(run, clean, filling),
        });

    /// <summary>The start of the last instruction that cannot do without a cache that another one filled; -1 when all can.</summary>
    protected virtual int LastNeed(Dockerfile file) => -1;

    /// <summary>True for a command that fills the cache.</summary>
    protected virtual bool Fills(ShellCommand command) => manager.Installs(command);
}
