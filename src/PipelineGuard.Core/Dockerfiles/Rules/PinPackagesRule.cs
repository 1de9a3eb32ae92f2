using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Base of the rules that ask for packages in a fixed version.</summary>
/// <param name="manager">The package manager.</param>
internal abstract class PinPackagesRule(PackageManager manager) : DockerfileRule
{
    /// <inheritdoc/>
    public sealed override IEnumerable<Finding> Check(Dockerfile file) =>
        from command in file.Commands(manager.Programs.AsSpan())
        where manager.Installs(command)
        let unpinned = manager.Unpinned(command).ToList()
        where unpinned.Count > 0
        select At(file, command, $"{command.Name} takes whatever version of {Quoting.List(unpinned)} is current on the day of the build.");
}
