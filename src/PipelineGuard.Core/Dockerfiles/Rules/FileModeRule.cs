using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Base of the rules about what a mode allows, wherever it is given: <c>chmod</c>, <c>install</c>, <c>mkdir</c>, <c>COPY --chmod</c>.</summary>
internal abstract class FileModeRule : DockerfileRule
{
    /// <inheritdoc/>
    public sealed override IEnumerable<Finding> Check(Dockerfile file)
    {
        var inRuns = from command in file.Commands(FileModes.Programs)
                     where FileModes.Gives(command)
                     let given = FileModes.Of(command)
                     where given is not null && IsBad(given.Value.Mode)
                     select At(file, given.Value.Word, Message(given.Value.Word.Text));
        var copied = from copy in file.All<CopyInstruction>()
                     let flag = copy.Flag("chmod")
                     where flag?.Value is not null && IsBad(FileModes.Read(flag.Value))
                     select At(file, flag, Message(flag.Value!));
        return inRuns.Concat(copied);
    }

    /// <summary>True for a mode to report.</summary>
    protected abstract bool IsBad(ModeBits mode);

    /// <summary>What is wrong with it.</summary>
    protected abstract string Message(string mode);
}
