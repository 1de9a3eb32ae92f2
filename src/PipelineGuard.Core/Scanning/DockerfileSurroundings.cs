using System.Collections.Immutable;
using PipelineGuard.Dockerfiles;
using PipelineGuard.Dockerfiles.Rules.Ignoring;
using PipelineGuard.Dockerfiles.Targets;
using PipelineGuard.Findings;
using PipelineGuard.Lifecycle;
using PipelineGuard.Policy;

namespace PipelineGuard.Scanning;

/// <summary>Looks at what stands around a Dockerfile, and lets the policy have its say about it.</summary>
/// <param name="policy">What a Dockerfile and a <c>.hadolint.yaml</c> may say.</param>
/// <param name="clock">Tells the day on which support ends are looked at.</param>
/// <param name="log">Takes what could not be looked at.</param>
internal sealed class DockerfileSurroundings(GuardPolicy policy, TimeProvider clock, IScanLog log)
{
    /// <summary>The registries that images may come from, as the policy names them; empty when it names none.</summary>
    public ImmutableArray<string> TrustedRegistries => policy.TrustedRegistries;

    /// <summary>The build context, support dates, and the <c>.hadolint.yaml</c> that applies; null when there is none.</summary>
    public (DockerfileContext Context, HadolintConfig? Config) Of(DockerfileTarget file, Dockerfile tree)
    {
        var config = HadolintConfigReader.Find(file.Path, SourcePath.RepositoryOf(file.Path), log);
        return (ContextOf(file, tree) with { IgnoreComments = policy.Dockerfile.IgnoreComments, TrustedRegistries = policy.TrustedRegistries }, Allowed(config));
    }

    /// <summary>
    /// What blocks because a <c>.hadolint.yaml</c> has a failure threshold, and says that it does; null when it has none, or the policy has
    /// one of its own. It never lets pass what the built-in policy blocks.
    /// </summary>
    public Threshold? ThresholdOf(HadolintConfig? config)
    {
        if (policy.NamesBlock || config is not { NoFail: false, FailureThreshold: { Severity: var severity, Place: var place } }) return null;
        log.Report(new(Problems.HadolintThreshold, place, $"The policy names no 'block' threshold, so Dockerfile findings block from {severity.ToString().ToLowerInvariant()} on."));
        return new Threshold { Target = TargetKind.Dockerfile, Severity = severity };
    }

    private DockerfileContext ContextOf(DockerfileTarget file, Dockerfile tree)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var unknown = new DockerfileContext { Today = today, SupportDates = SupportDates.Embedded };
        if (file == DockerfileSource.FromStandardInput) return unknown;
        if (file is { ContextFolder: null, Inline: null })
        {
            if (ContextGuess.Of(tree, file.Path, SourcePath.RepositoryOf(file.Path)) is not { } folder)
            {
                log.Report(new(Problems.ContextNotListed, file.Name, "Nothing that it copies lies beside it or in a folder above: the context is another one."));
                return unknown;
            }
            file = file with { ContextFolder = folder };
        }
        return DockerfileTargets.ContextFor(file, today, SupportDates.Embedded, log);
    }

    private HadolintConfig? Allowed(HadolintConfig? config)
    {
        if (config is null || !policy.Dockerfile.HadolintTightensOnly) return config;
        if (!config.Ignored.IsEmpty || !config.Severities.IsEmpty || config.NoFail)
            log.Report(new(Problems.HadolintOverruled, config.File, "What it ignores, rates otherwise or lets pass goes on to count."));
        return config.TightenOnly();
    }
}
