using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Where <c>COPY --from</c> and <c>RUN --mount=from=</c> take files: a stage, an image, or a named context.</summary>
/// <param name="Name">The name with its variables replaced; null when only the build knows it.</param>
/// <param name="Written">The name as it is written.</param>
/// <param name="Place">The option that holds it.</param>
internal sealed record CopyOrigin(string? Name, string Written, ISyntax Place)
{
    /// <summary>The origins that an instruction names.</summary>
    public static IEnumerable<CopyOrigin> Of(Instruction instruction) => instruction switch
    {
        CopyInstruction { From: { } from } copy => [new(copy.Scope.Expand(from), from, copy.Flag("from")!)],
        RunInstruction { Mounts.IsEmpty: false } run => from mount in run.Mounts where mount.From is not null select new CopyOrigin(run.Scope.Expand(mount.From!), mount.From!, mount),
        _ => [],
    };
}
