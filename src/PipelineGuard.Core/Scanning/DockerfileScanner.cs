using System.Collections.Immutable;
using PipelineGuard.Dockerfiles;
using PipelineGuard.Dockerfiles.Rules;
using PipelineGuard.Dockerfiles.Targets;
using PipelineGuard.Findings;
using PipelineGuard.Packages;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>Reads Dockerfiles and runs all rules over them.</summary>
/// <param name="input">What <c>-</c> means.</param>
/// <param name="surroundings">Looks at what stands around a Dockerfile.</param>
/// <param name="secrets">Whether secrets are looked for beyond what rules about Dockerfiles find.</param>
/// <param name="log">Takes what could not be looked at.</param>
internal sealed class DockerfileScanner(StandardInput input, DockerfileSurroundings surroundings, bool secrets, IScanLog log)
{
    /// <summary>True when the target is called a Dockerfile by its prefix, or begins as only a Dockerfile does.</summary>
    public bool IsDockerfile(string target) => target == DockerfileSource.StandardInput ? input.IsDockerfile() : DockerfileSource.IsDockerfile(target);

    /// <summary>Scans one Dockerfile.</summary>
    /// <param name="target">The file or <c>-</c>, perhaps with <c>dockerfile:</c> in front.</param>
    /// <exception cref="GuardException">It is not there (PG2001), cannot be read (PG2013), or is too large (PG2007).</exception>
    public TargetScan Scan(string target)
    {
        var path = DockerfileSource.PathOf(target);
        if (path != DockerfileSource.StandardInput) return Scan(target, new DockerfileTarget(path, SourcePath.InRepository(path)));
        using var stream = input.Take();
        return Scan(target, DockerfileSource.FromStandardInput, Dockerfile.Parse(DockerfileSource.ReadWhole(stream, path), DockerfileSource.FromStandardInput.Name));
    }

    /// <summary>
    /// Scans what is no image but leads to Dockerfiles: a folder that holds some, a Compose file that names some, and a file that is called
    /// Dockerfile although it does not begin as one. Empty for everything else.
    /// </summary>
    /// <exception cref="GuardException">One of them cannot be read, or is too large.</exception>
    public ImmutableArray<TargetScan> ScanWhatLeadsToDockerfiles(string target)
    {
        ImmutableArray<Task<TargetScan>> scans = [.. DockerfileSource.Behind(target, log).Select(found => Task.Run(() => Scan(found.Target, found.File)))];
        return [.. scans.Select(scan => scan.GetAwaiter().GetResult())];
    }

    private TargetScan Scan(string target, DockerfileTarget file) => Scan(
        target, file, file.Inline is { } inline ? Dockerfile.Parse(inline, file.FileName, file.Name) : Dockerfile.Parse(DockerfileSource.ReadWhole(file.Path), file.Name));

    private TargetScan Scan(string target, DockerfileTarget file, Dockerfile tree)
    {
        var (context, config) = surroundings.Of(file, tree);
        var found = new DockerfileSecrets(tree, log);
        ImmutableArray<Finding> findings = [.. DockerfileChecker.Check(tree, context, config).Select(finding => Named(found.Redact(finding)))];
        return new TargetScan(new TargetReport(target, "dockerfile") { LogicalName = file.Name }, new Inventory(null, []))
        {
            Dockerfile = tree,
            Findings = secrets ? [.. findings, .. found.Missing(target, findings)] : findings,
            JudgePlatforms = Judge,
            Blocks = surroundings.ThresholdOf(config),
            Examined = new DockerfileExaminations(tree, config?.ApplyTo(context) ?? context, findings).Of,
        };

        Finding Named(Finding finding) => finding.Target == target ? finding : finding with { Target = target };

        IEnumerable<Finding> Judge(BasePlatformFacts facts)
        {
            foreach (var finding in DockerfileChecker.Check(tree, context with { BasePlatforms = facts.Bases, TargetPlatform = facts.Target }, config))
            {
                bool isNew = finding.Rule.Value == AskForPlatformOfBase.Id && !findings.Any(known => known.Rule == finding.Rule && known.Location == finding.Location);
                if (isNew) yield return Named(found.Redact(finding));
            }
        }
    }
}
