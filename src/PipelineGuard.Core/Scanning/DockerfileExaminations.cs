using System.Collections.Immutable;
using PipelineGuard.Dockerfiles;
using PipelineGuard.Dockerfiles.Rules;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>What the rules about Dockerfiles had before them: some are silent because the file leaves open what they are about.</summary>
/// <param name="file">The file.</param>
/// <param name="context">What was known besides it.</param>
/// <param name="findings">What they found: who found something was told enough.</param>
internal sealed class DockerfileExaminations(Dockerfile file, DockerfileContext context, ImmutableArray<Finding> findings)
{
    private static readonly ImmutableArray<string> AboutUsers = ["PGD019", "PGD056", "PGD502"];

    private static readonly Lazy<HashSet<string>> Rules = new(() => [.. DockerfileRules.All.Select(rule => rule.Info.Id)]);

    /// <summary>For the rule of an id; null when it is not about Dockerfiles.</summary>
    public Examination? Of(string rule)
    {
        if (!Rules.Value.Contains(rule)) return null;
        var nothing = findings.Any(finding => finding.Rule.Value == rule) ? null : Missing(rule);
        return nothing ?? Examination.Looked($"{Phrases.Count(file.Instructions.Length, "instruction")} in {Phrases.Count(file.Stages.Length, "stage")}");
    }

    private Examination? Missing(string rule) => rule switch
    {
        "PGD014" when !Says(InstructionKind.Healthcheck) => Examination.Unknown("it has no HEALTHCHECK, and exposes no port that tells a service"),
        "PGD027" when context.TrustedRegistries.IsDefaultOrEmpty => Examination.Unknown("nobody said which registries are trusted ('trusted-registries' in the policy)"),
        _ when AboutUsers.Contains(rule) && !Says(InstructionKind.User) => Examination.Unknown("it has no USER: the base image, or what the container starts, decides"),
        _ when rule.StartsWith("PGD6", StringComparison.Ordinal) && context.ContextFiles.IsDefault => Examination.Unknown("the build context was not looked at"),
        _ => null,
    };

    private bool Says(InstructionKind kind) => file.FinalStage?.LastInherited(kind) is not null;
}
