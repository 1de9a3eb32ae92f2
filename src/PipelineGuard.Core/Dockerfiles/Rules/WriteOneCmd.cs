using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds a <c>CMD</c> that another one replaces.</summary>
internal sealed class WriteOneCmd() : OncePerStage(InstructionKind.Cmd)
{
    public override RuleInfo Info { get; } = Describe("PGD011", "CMD", "hadolint:DL4003", "docker:MultipleInstructionsDisallowed", "trivy:DS-0016");
}
