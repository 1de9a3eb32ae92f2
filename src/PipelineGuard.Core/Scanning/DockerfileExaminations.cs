using System.Collections.Immutable;
using PipelineGuard.Dockerfiles;
using PipelineGuard.Dockerfiles.Rules;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>What the rules about Dockerfiles had before them: some are silent because the file leaves open what they are about.</summary>
internal static class DockerfileExaminations
{
    private static readonly ImmutableArray<string> AboutUsers = ["PGD019", "PGD056", "PGD502"];

    /// <summary>For each rule, by id.</summary>
    /// <param name="file">The file.</param>
    /// <param name="context">What was known besides it.</param>
    /// <param name="findings">What they found: who found something was told enough.</param>
    public static ImmutableDictionary<string, Examination> Of(Dockerfile file, DockerfileContext context, IEnumerable<Finding> findings)
    {
        var found = findings.Select(finding => finding.Rule.Value).ToHashSet(StringComparer.Ordinal);
        var all = Examination.Looked($"{Phrases.Count(file.Instructions.Length, "instruction")} in {Phrases.Count(file.Stages.Length, "stage")}");
        return DockerfileRules.All.ToImmutableDictionary(rule => rule.Info.Id, rule => (found.Contains(rule.Info.Id) ? null : Of(rule.Info.Id, file, context)) ?? all, StringComparer.Ordinal);
    }

    private static Examination? Of(string rule, Dockerfile file, DockerfileContext context) => rule switch
    {
        "PGD014" when !Says(file, InstructionKind.Healthcheck) => Examination.Unknown("it has no HEALTHCHECK, and exposes no port that tells a service"),
        "PGD027" when context.TrustedRegistries.IsDefaultOrEmpty => Examination.Unknown("nobody said which registries are trusted ('trusted-registries' in the policy)"),
        _ when AboutUsers.Contains(rule) && !Says(file, InstructionKind.User) => Examination.Unknown("it has no USER: the base image, or what the container starts, decides"),
        _ when rule.StartsWith("PGD6", StringComparison.Ordinal) && context.ContextFiles.IsDefault => Examination.Unknown("the build context was not looked at"),
        _ => null,
    };

    private static bool Says(Dockerfile file, InstructionKind kind) => file.FinalStage?.LastInherited(kind) is not null;
}
