using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds an <c>ENTRYPOINT</c> that another one replaces.</summary>
internal sealed class WriteOneEntrypoint() : OncePerStage(InstructionKind.Entrypoint)
{
    public override RuleInfo Info { get; } = Describe("PGD012", "ENTRYPOINT", "hadolint:DL4004", "docker:MultipleInstructionsDisallowed", "trivy:DS-0007");
}
