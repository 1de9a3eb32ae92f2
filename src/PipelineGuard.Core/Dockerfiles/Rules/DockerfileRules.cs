using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>
/// All rules for Dockerfiles, listed by what they look at. Ids: PGD0 single instructions, PGD1 stages and the build as a whole, PGD2 packages,
/// PGD3 shell, PGD4 secrets, PGD5 .NET and other languages, PGD6 build context.
/// </summary>
internal static partial class DockerfileRules
{
    /// <summary>Every rule once, by id.</summary>
    public static ImmutableArray<DockerfileRule> All { get; } =
        [.. Instructions.Concat(Stages).Concat(Packages).Concat(Shell).Concat(Secrets).Concat(Languages).Concat(Context).OrderBy(rule => rule.Info.Id, StringComparer.Ordinal)];

    /// <summary>Runs all rules over one file; the order of the findings does not matter.</summary>
    public static List<Finding> Check(Dockerfile file, DockerfileContext context)
    {
        // Most of what one file costs is that every rule runs for the first time; two processors share it.
        int half = All.Length / 2;
        var rest = Task.Run(() => Check(All.AsMemory()[half..], file, context));
        var findings = Check(All.AsMemory()[..half], file, context);
        findings.AddRange(rest.GetAwaiter().GetResult());
        return findings;
    }

    private static List<Finding> Check(ReadOnlyMemory<DockerfileRule> rules, Dockerfile file, DockerfileContext context)
    {
        var findings = new List<Finding>();
        foreach (var rule in rules.Span) findings.AddRange(rule.Check(file, context));
        return findings;
    }
}
