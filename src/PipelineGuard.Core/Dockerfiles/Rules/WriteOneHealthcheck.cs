using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds a <c>HEALTHCHECK</c> that another one replaces.</summary>
internal sealed class WriteOneHealthcheck() : OncePerStage(InstructionKind.Healthcheck)
{
    public override RuleInfo Info { get; } = Describe("PGD013", "HEALTHCHECK", "hadolint:DL3012", "docker:MultipleInstructionsDisallowed", "trivy:DS-0023");
}
