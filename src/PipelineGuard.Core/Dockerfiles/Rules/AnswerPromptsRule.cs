using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Base of the rules about package managers that ask a question nobody can answer.</summary>
/// <param name="manager">The package manager.</param>
internal abstract class AnswerPromptsRule(PackageManager manager) : DockerfileRule
{
    /// <inheritdoc/>
    public sealed override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.Runs(manager.Programs.AsSpan())
        from command in run.Script.Commands
        where manager.Asks(command)
        select At(file, command, $"{command.Name} asks for confirmation here, and nobody can answer.", new($"Add {manager.Yes[0]}.")
        {
            Edits = run.IsExecForm ? [] : [file.InsertAfter(command.NameWord!, $" {manager.Yes[0]}")],
        });
}
